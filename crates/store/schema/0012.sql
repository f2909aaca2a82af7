-- Version 12 of the store: lists of a large store are found in their order, and a search is narrowed without its pages being read.
CREATE INDEX articles_asked ON articles (version, day, outlet, domain);
CREATE INDEX claims_day ON claims (day);
CREATE INDEX claims_status ON claims (status, day) WHERE status IS NOT NULL;
DROP INDEX stories_last_day;
CREATE INDEX stories_news ON stories (last_day DESC, pages DESC);
CREATE INDEX stories_updated ON stories (updated);
