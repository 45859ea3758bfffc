"""How long calls to the reader are, in words: a longer line is a paragraph that speaks of such
things. All are guesses, tried on the lines of benchmarks/trials."""

#: a network's name and what to do there; a note beside an advertisement
LONGEST_SHARE, LONGEST_AD = 12, 10
#: a demand to log in, an address with what it is for, an offer, and any other call
LONGEST_LOGIN, LONGEST_BARE, LONGEST_OFFER, LONGEST_CALL = 8, 10, 12, 18
#: what a page says of itself, a label, a bare name
LONGEST_NOTE, LONGEST_LABEL, BARE_NAME = 14, 6, 3
#: words of the name of who paid
BRAND = 2
#: a call that says several things, one that names a network, and one whose demand ends it
LONGEST_WALL, LONGEST_FOLLOW, LONGEST_NAMED = 26, 18, 12
#: words of what is followed there; of the paper that will use an address
NAMED, SENDER = 3, 3
