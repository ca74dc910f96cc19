stack = "beta"
build = "1"
tasks = 2
