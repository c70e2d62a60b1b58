"""What `sinew`'s commands do, one file each."""
