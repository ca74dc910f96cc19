stack = "live"
build = "1"
tasks = 4
