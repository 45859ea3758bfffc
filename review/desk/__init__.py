"""The review desk: pages on this machine's own address where a person decides. One process, one
store, plain forms; a script makes them faster and nothing needs it."""
