#!/bin/sh
# Watches Endpoints with curl, as one would type it; see ../README.md.
#   client.sh URL [OPTION OF CURL...]
url=$1
shift
curl -sSN "$@" "$url/api/v1/endpoints?watch=true&allowWatchBookmarks=true" |
  jq --unbuffered -Rr '
    fromjson? |
    if .type == "ERROR" or .kind == "Status" then "ERROR \(.object.message // .message)"
    elif .type == "BOOKMARK" then empty
    else .type + " " + (.object |
      "\(.metadata.namespace)/\(.metadata.name) \(.metadata.resourceVersion) "
      + ([.subsets[]?.addresses[]?.ip] | sort | join(",")))
    end'
