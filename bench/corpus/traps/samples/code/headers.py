HEADERS = {
    "X-Atlassian-Token": "no-check",
    "X-AUSERNAME": "anonymous",
    "Content-Type": "application/json",
}
