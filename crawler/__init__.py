"""The Scrapy project: bring articles in from live sites, politely, and only what changed."""
