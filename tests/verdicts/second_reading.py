"""The principles read a second time, as SQL over SQLite: no code of the judge, another way of thinking.

Every relation below is one sentence of docs/design.md. Thousands of worlds are judged by one query each; the answers are
compared with the judge's in test_second_reading.py. Times are minutes after the start of the session.
"""

from __future__ import annotations

import sqlite3

SCHEMA = """
create table claim(w, id, subject, predicate, revision, commit_, scope, at, carried, win, until, n);
create table cites(w, claim, ref);
create table seen(w, id, subject, level, tool, output, file, digest, outcome, failing, explained, at, chk, txt, revision,
  commit_, env, win, pop, blocked, txtcommit, tally, until);
create table change(w, subject, at);
create table rollout(w, service, at, revision, id, commit_);
create table bug(w, id, service, begun, symptom);
create table step(w, id, service);
create table declared(w, bug, at);
create table mended(w, bug);
create table service(w, name);
create table serving(w, id, service, at, revision, commit_, ready, current, blocked, since);
create table contains(w, descendant, ancestor, yes);
create table known(w, commit_);
create table correction(w, id, target, turn);
create table shown_by(w, correction, ref);
create table listed(w, service);
create table named(w, service);
create table of_all(w, claim, member, service);
create table answered(w, id, answer, primary key (w, id));
create table rung(level, ladder, height);
create table look(w, id, subject, level, strength, passed, at, chk, txt, revision, commit_, env, win, pop, blocked,
  txtcommit, tally, until);
create table sighted(w, service, at, id, commit_);
create index sighted_w on sighted(w, service);
create table pair(w, claim, look, cited, predicate, level, passed, blocked, shows, denies, reaches);
create table red(w, bug, service, chk, subject, first, last, undated);
create table green(w, bug, service, chk, subject, first, last, undated, at);
create table healed(w, bug, chk, subject, at);
create table too_early(w, claim, look);
create table good(w, claim, look);
create table weighed(w, id, predicate, answer);
create table ruled(w, id, answer);
create index good_w on good(w, claim);
create index weighed_w on weighed(w, id);
create index green_w on green(w, bug);
create index healed_w on healed(w, bug);
create index too_early_w on too_early(w, claim);
create index pair_w on pair(w, claim);
create index listed_w on listed(w);
create index serving_w on serving(w, service);
create index look_w on look(w, subject);
create index claim_w on claim(w, id);
create index cites_w on cites(w, claim);
create index change_w on change(w, subject);
create index rollout_w on rollout(w, service);
create index bug_w on bug(w);
insert into rung values ('committed','change',1),('merged','change',2),('built','change',3),('deployed','change',4),
  ('serving','change',5),('live','service',1),('ready','service',2),('functional','service',3),('outcome','service',4);
"""

RULES = """
-- 6: a statement, a quotation, a record that is kept with its digest, what the tool saw
-- 7: what came back outranks what its author says of it; explained, it no longer speaks against, and the outcome alone for it
create temp view read as
  select w, id, subject, level,
    case
      when tool is not null then tool
      when file is not null and digest is not null then 2
      else output is not null end,
    case
      when outcome = 'unclear' then null
      when outcome = 'failed' then 0
      when failing = 1 and explained = 0 then 0
      when failing = 1 and outcome is null then null
      else 1 end,
    at, chk, txt, revision, commit_, env, win, pop, blocked, txtcommit, tally, until
  from seen;

-- whose evidence bears on a claim: its subject, and the service of the bug or step that it is about
create temp view bears as
  select w, id as claim, subject from claim
  union select c.w, c.id, b.service from claim c join bug b on b.w = c.w and b.id = c.subject and b.service is not null
  union select c.w, c.id, s.service from claim c join step s on s.w = c.w and s.id = c.subject and s.service is not null;

-- 4: the last change of what a claim is about
create temp view changed as
  select b.w, b.claim, max(g.at) as at from bears b join change g on g.w = b.w and g.subject = b.subject group by b.w, b.claim;

-- the revision that a service should run, by the record; the newest roll-out, unless its name pins nothing
create temp view newest_rollout as
  select r.w, r.service, r.revision, r.commit_ from rollout r
  where not exists (select 1 from rollout x where x.w = r.w and x.service = r.service
                    and (x.at > r.at or (x.at = r.at and x.id > r.id)));
create temp view platform as select w, service, revision from serving where blocked is null;
create temp view wanted as
  select c.w, c.id as claim,
    coalesce(c.revision,
      (select p.revision from bears b join platform p on p.w = b.w and p.service = b.subject
         where b.w = c.w and b.claim = c.id),
      (select n.revision from bears b join newest_rollout n on n.w = b.w and n.service = b.subject
         where b.w = c.w and b.claim = c.id and n.revision <> 'latest'
           and (b.subject in (select service from listed l where l.w = c.w)
                or not exists (select 1 from listed l where l.w = c.w)))) as revision
  from claim c;

-- 1, 2 and 11: what is offered, and is it about the claim; that a step is done, no uncited look at its service shows, and a
-- step of no service of the inventory is shown by a look at anything
create temp view homeless as
  select c.w, c.id as claim from claim c where c.predicate = 'complete' and not exists (
    select 1 from bears b where b.w = c.w and b.claim = c.id
      and (b.subject in (select service from listed l where l.w = c.w)
           or (b.subject in (select name from service s where s.w = c.w)
               and not exists (select 1 from listed l where l.w = c.w))));
create temp view offered as
  select c.w, c.id as claim, e.id as look, 1 as cited from claim c join cites x on x.w = c.w and x.claim = c.id
    join look e on e.w = c.w and e.id = x.ref
    where (c.scope is null or e.env is null or c.scope = e.env)
      and (e.subject is null or exists (select 1 from bears b where b.w = c.w and b.claim = c.id and b.subject = e.subject)
           or exists (select 1 from homeless h where h.w = c.w and h.claim = c.id))
  union
  select c.w, c.id, e.id, 0 from claim c join bears b on b.w = c.w and b.claim = c.id
    join look e on e.w = c.w and e.subject = b.subject
    where (c.scope is null or e.env is null or c.scope = e.env)
      and (c.predicate <> 'complete' or not exists (select 1 from service s where s.w = b.w and s.name = b.subject))
      and not exists (select 1 from cites x where x.w = c.w and x.claim = c.id and x.ref = e.id);

-- 5: support flows down a ladder, refutation flows up
create temp view pairing as
  select o.*, c.predicate, e.level, e.passed, e.blocked,
    case when c.predicate in ('fixed', 'complete') then 1
         when c.predicate = 'absent' then o.cited
         else exists (select 1 from rung a join rung b on a.ladder = b.ladder
                      where a.level = e.level and b.level = c.predicate and a.height >= b.height)
              or e.level is c.predicate end as shows,
    exists (select 1 from rung a join rung b on a.ladder = b.ladder
            where a.level = e.level and b.level = c.predicate and a.height <= b.height) or e.level is c.predicate as denies,
    exists (select 1 from rung a join rung b on a.ladder = b.ladder
            where a.level = e.level and b.level = c.predicate and a.height >= b.height) or e.level is c.predicate as reaches
  from offered o join claim c on c.w = o.w and c.id = o.claim join look e on e.w = o.w and e.id = o.look;

-- 3: identity
create temp view misidentified as
  select p.w, p.claim, p.look from pair p join claim c on c.w = p.w and c.id = p.claim
    join look e on e.w = p.w and e.id = p.look join wanted v on v.w = p.w and v.claim = p.claim
  where e.revision = 'latest' or (v.revision is not null and e.revision is not null and e.revision <> v.revision)
     or (c.commit_ is not null and e.commit_ is not null and c.commit_ <> e.commit_);

-- 4: freshness; what is bound to the claimed or serving revision needs no newer look, except to show a fix
create temp view outdated as
  select p.w, p.claim, p.look from pair p join claim c on c.w = p.w and c.id = p.claim
    join look e on e.w = p.w and e.id = p.look join changed g on g.w = p.w and g.claim = p.claim
  where e.at is not null and e.at < g.at and not (
    c.predicate <> 'fixed' and (
      case when e.revision is not null and exists (select 1 from platform s where s.w = p.w and s.service = c.subject)
           then exists (select 1 from platform s where s.w = p.w and s.service = c.subject and s.revision = e.revision)
           else (c.revision is not null and e.revision is c.revision)
                or (c.commit_ is not null and e.commit_ is c.commit_) end));

-- 7 and 17: the same check passing later, on the same or a later revision, after it failed or could not be looked at; what
-- takes a failure back shows what came back and is as strong as the failure
create temp view rank_of as
  select w, service, revision, min(place) as place from (
    select r.w, r.service, r.revision, (select count(*) from rollout x where x.w = r.w and x.service = r.service
      and (x.at < r.at or (x.at = r.at and x.id < r.id))) as place from rollout r) where revision is not null
  group by w, service, revision;
create temp view superseded as
  select red.w, red.id as look from look red join look green on green.w = red.w and green.chk = red.chk
    and green.subject is red.subject and green.passed = 1 and green.blocked is null and green.at > red.at
    and green.strength >= iif(red.blocked is null, max(red.strength, 1), 1)
  where (red.passed = 0 or red.blocked is not null) and red.chk <> '' and
    coalesce((select place from rank_of k where k.w = red.w and k.service = green.subject and k.revision = green.revision), 99)
    >= coalesce((select place from rank_of k where k.w = red.w and k.service = red.subject and k.revision = red.revision), -1);

-- 8: what was also true while it was broken
create temp view bug_of as
  select c.w, c.id as claim, b.id, b.service, b.begun, b.symptom from claim c join bug b on b.w = c.w
    and (b.id = c.subject or b.service = c.subject);
-- what was changed after a check was seen failing and then passing mended nothing; others that were red by then are asked as
-- well, a quoted failure puts it off, and so does what was mended outside git
create temp view reddish as
  select b.w, b.id as bug, b.service, e.chk, e.subject, min(iif(e.strength >= 2, e.at, null)) as first, max(e.at) as last,
    (select count(*) from look u where u.w = b.w and u.chk = e.chk and u.subject is e.subject and u.passed = 0
       and u.blocked is null and u.strength >= 1 and u.at is null) as undated
  from bug b join look e on e.w = b.w and e.passed = 0 and e.blocked is null and e.strength >= 1 and e.chk <> ''
    and e.at >= b.begun group by b.w, b.id, e.chk, e.subject having first is not null;
create temp view greening as
  select r.*, iif(r.undated, null, (select min(g.at) from look g where g.w = r.w and g.chk = r.chk and g.subject is r.subject
    and g.passed = 1 and g.blocked is null and g.strength >= 2
    and g.at > max(r.last, coalesce((select max(d.at) from declared d where d.w = r.w and d.bug = r.bug), r.last)))) as at
  from red r;
create temp view healing as
  select o.w, o.bug, o.chk, o.subject, max(o.at, coalesce(max(x.at), o.at)) as at
  from green o left join green x on x.w = o.w and x.bug = o.bug and x.subject in (x.bug, x.service) and x.first <= o.at
  where o.at is not null group by o.w, o.bug, o.chk, o.subject
  having not coalesce(sum(x.bug is not null and x.at is null), 0);
create temp view undiscerning as
  select p.w, p.claim, p.look from pair p join bug_of b on b.w = p.w and b.claim = p.claim
    join look e on e.w = p.w and e.id = p.look
  where p.predicate in ('ready', 'functional', 'outcome', 'fixed') and (
    (b.symptom = 1 and e.txt = 'HTTP 200')
    or (e.chk <> '' and b.begun is not null and exists (
      select 1 from look o where o.w = p.w and o.chk = e.chk and o.subject is e.subject and o.passed = 1 and o.blocked is null
        and o.at >= b.begun
        and o.at < (select max(g.at) from change g where g.w = p.w and g.subject in (b.id, b.service)
          and g.at <= coalesce((select h.at from healed h where h.w = p.w and h.bug = b.id and h.chk = e.chk
            and h.subject is e.subject), g.at)))));

-- 9 and 10: what a fix and an absence ask beyond that
-- Only a look says which commit runs: the platform, or what was asked what serves and printed it. The newest counts, unless
-- another commit, or one that is not named, was rolled out since.
create temp view saw as
  select s.w, s.service, s.at, s.id, s.commit_ from serving s where s.blocked is null and s.commit_ is not null
  union all
  select e.w, e.subject, e.at, e.id, e.txtcommit from look e where e.level = 'serving' and e.passed = 1 and e.blocked is null
    and e.strength >= 1 and e.at is not null and e.txtcommit is not null;
-- What ran when the check last failed (what the platform says to run since before it, else the last look) mended nothing
-- that it already held; what was done outside git may have.
create temp view reddened as
  select p.w, p.claim, p.look, max(r.at) as at from pair p join look e on e.w = p.w and e.id = p.look
    join look r on r.w = p.w and r.chk = e.chk and r.subject is e.subject and r.passed = 0 and r.strength >= 1
      and r.at is not null and (e.at is null or r.at < e.at)
  where p.predicate = 'fixed' and e.chk <> '' group by p.w, p.claim, p.look;
create temp view ran as
  select d.w, d.claim, d.look, b.service, coalesce(
    (select s.commit_ from serving s where s.w = d.w and s.service = b.service and s.blocked is null and s.commit_ is not null
       and s.since <= d.at and d.at <= s.at),
    (select s.commit_ from sighted s where s.w = d.w and s.service = b.service and s.at <= d.at order by s.at desc, s.id desc
       limit 1)) as commit_
  from reddened d join bug_of b on b.w = d.w and b.claim = d.claim;
create temp view had_it as
  select r.w, r.claim, r.look from ran r join claim c on c.w = r.w and c.id = r.claim
  where c.commit_ is not null and not exists (select 1 from declared d where d.w = c.w and d.bug = c.subject)
    and (r.commit_ = c.commit_ or exists (
      select 1 from contains k where k.w = c.w and k.descendant = r.commit_ and k.ancestor = c.commit_ and k.yes = 1));
-- 8: what passed before the fix came, with the last change up to the first look that saw it run, was no work of it
create temp view earlier as
  select p.w, p.claim, p.look from pair p join claim c on c.w = p.w and c.id = p.claim and c.predicate = 'fixed'
    join look e on e.w = p.w and e.id = p.look and e.chk <> ''
    join bug b on b.w = p.w and b.id = c.subject and b.begun is not null
    left join reddened d on d.w = p.w and d.claim = p.claim and d.look = p.look
    join look o on o.w = p.w and o.chk = e.chk and o.subject is e.subject and o.passed = 1 and o.blocked is null
  where o.at >= b.begun and o.at < (
    select max(g.at) from change g where g.w = p.w and g.subject in (b.id, b.service) and g.at <= (
      select min(s.at) from sighted s where s.w = p.w and s.service = b.service and s.at > coalesce(d.at, b.begun)
        and (s.commit_ = c.commit_ or exists (select 1 from contains k where k.w = c.w and k.descendant = s.commit_
             and k.ancestor = c.commit_ and k.yes = 1))));
create temp view wanting as
  select p.w, p.claim, p.look from pair p join look e on e.w = p.w and e.id = p.look
  where p.predicate = 'fixed' and (e.chk = '' or not exists (
    select 1 from look r where r.w = p.w and r.chk = e.chk and r.subject is e.subject and r.passed = 0 and r.strength >= 1
      and (r.at is null or e.at is null or r.at < e.at)))
  union all
  select p.w, p.claim, p.look from pair p join look e on e.w = p.w and e.id = p.look
    join claim c on c.w = p.w and c.id = p.claim
  where p.predicate = 'absent' and (e.chk = '' or coalesce(e.win, c.win) is null or coalesce(e.pop, 0) = 0
    or coalesce(e.win, c.win) < (select at from changed g where g.w = p.w and g.claim = p.claim)
    -- clocks differ by two minutes; it is judged five hours after the start
    or iif(e.win is null, c.until, e.until) > min(coalesce(e.at, 300), 300) + 2);

-- 3: what was run to learn what serves has to name it
create temp view unnamed as
  select p.w, p.claim, p.look from pair p join claim c on c.w = p.w and c.id = p.claim
    join look e on e.w = p.w and e.id = p.look
  where p.predicate in ('serving', 'deployed') and e.strength = 3 and e.commit_ is null
    and coalesce(c.revision, c.commit_) is not null;

-- 5: what was shown of a higher level is gone when a later look denies that level
create temp view undone as
  select p.w, p.claim, p.look from pair p join look e on e.w = p.w and e.id = p.look
    join pair q on q.w = p.w and q.claim = p.claim join look f on f.w = q.w and f.id = q.look
  where p.predicate not in ('fixed', 'absent', 'complete') and e.level is not p.predicate
    and f.passed = 0 and f.blocked is null and f.strength >= 1 and (f.at is null or e.at is null or f.at >= e.at)
    and (f.revision is null or e.revision is null or f.revision = e.revision)
    and not exists (select 1 from superseded s where s.w = f.w and s.look = f.id)
    and (f.level is e.level or exists (select 1 from rung a join rung b on a.ladder = b.ladder
      where a.level = f.level and b.level = e.level and a.height <= b.height));

-- 3: what was seen once another roll-out took the place of one shows that one only where it names it
create temp view replaced as
  select w, id, at from (
    select c.w, c.id, o.at, row_number() over (partition by c.w, c.id order by o.at, o.id) as turn
    from claim c join rollout m on m.w = c.w and c.id = m.id || '/deployed'
      join rollout o on o.w = c.w and o.service = m.service and (o.at > m.at or (o.at = m.at and o.id > m.id))
  ) where turn = 1;
create temp view of_another as
  select p.w, p.claim, p.look from pair p join replaced r on r.w = p.w and r.id = p.claim
    join claim c on c.w = p.w and c.id = p.claim join look e on e.w = p.w and e.id = p.look
  where e.at >= r.at and not coalesce(c.revision = e.revision, 0)
    and not coalesce(c.commit_ = e.commit_, 0) and not coalesce(c.commit_ = e.txtcommit, 0);

create temp view carrying as
  select p.w, p.claim, p.look from pair p join look e on e.w = p.w and e.id = p.look
  where e.passed = 1 and e.blocked is null and p.shows
    and e.strength >= case p.predicate when 'serving' then 3 else 1 end
    and not exists (select 1 from misidentified m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from outdated m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from undiscerning m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from undone m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from unnamed m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from of_another m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from too_early m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from had_it m where m.w = p.w and m.claim = p.claim and m.look = p.look)
    and not exists (select 1 from wanting m where m.w = p.w and m.claim = p.claim and m.look = p.look);

-- 12: as many tests as are claimed: the newest count of every check, or all of them together; what is cited before what is not,
-- and what the tool saw before what is typed: where only a quotation has the number, nobody can tell
create temp view tallied as
  select g.w, g.claim, e.tally, c.n, e.strength = 3 as tool,
    exists (select 1 from cites x where x.w = g.w and x.claim = g.claim and x.ref = e.id) as cited
  from good g join claim c on c.w = g.w and c.id = g.claim and c.predicate = 'tests-passed' and c.n is not null
    join look e on e.w = g.w and e.id = g.look and e.tally is not null
  where not exists (
    select 1 from good h join look f on f.w = h.w and f.id = h.look and f.tally is not null
    where h.w = g.w and h.claim = g.claim and f.chk = e.chk and e.chk <> '' and (f.strength = 3) = (e.strength = 3)
      and (coalesce(f.at, -1) > coalesce(e.at, -1) or (f.at is e.at and f.id > e.id)));
create temp view told as
  select * from tallied t where t.cited = 1
    or not exists (select 1 from tallied x where x.w = t.w and x.claim = t.claim and x.cited = 1);
create temp view own as
  select * from told where tool = 1
  union all select * from tallied t where tool = 1
    and not exists (select 1 from told x where x.w = t.w and x.claim = t.claim and x.tool = 1);
create temp view tallies as
  select t.w, t.claim, max(t.tally = t.n) or sum(t.tally) = t.n as fits,
    (select max(o.tally = o.n) or sum(o.tally) = o.n from own o where o.w = t.w and o.claim = t.claim) as tool
  from told t group by t.w, t.claim;

create temp view against as
  select p.w, p.claim, p.look,
    e.strength >= 1
      and not exists (select 1 from misidentified m where m.w = p.w and m.claim = p.claim and m.look = p.look)
      and not exists (select 1 from outdated m where m.w = p.w and m.claim = p.claim and m.look = p.look) as standing
  from pair p join look e on e.w = p.w and e.id = p.look
  where e.passed = 0 and e.blocked is null
    and not exists (select 1 from superseded s where s.w = p.w and s.look = p.look)
    and (p.denies or (p.predicate in ('fixed', 'absent', 'complete') and p.shows) or (p.cited and not p.reaches));

-- what was at least worth a thought: cited, or on the claim's ladder
create temp view heard as
  select * from pair p where p.cited = 1 or p.blocked is null
    or not exists (select 1 from superseded s where s.w = p.w and s.look = p.look);
create temp view thought as
  select w, claim from heard where cited = 1 or blocked is not null or shows or denies;

create temp view weighing as
  select c.w, c.id, c.predicate, case
    when exists (select 1 from against a where a.w = c.w and a.claim = c.id and a.standing) then 'refuted'
    when exists (select 1 from against a where a.w = c.w and a.claim = c.id) then 'inconclusive'
    when exists (select 1 from good g where g.w = c.w and g.claim = c.id) then case
      when c.predicate <> 'tests-passed' or c.n is null then 'supported'
      else coalesce((
        select case when coalesce(t.tool, t.fits) then 'supported' when t.fits then 'inconclusive' else 'refuted' end
        from tallies t where t.w = c.w and t.claim = c.id), 'inconclusive') end
    when exists (select 1 from thought t join heard p on p.w = t.w and p.claim = t.claim
                 where t.w = c.w and t.claim = c.id and (p.cited = 1 or p.blocked is not null
                   or (p.passed is not 0 and (p.shows or p.denies)))) then 'inconclusive'
    else 'unsupported' end as answer
  from claim c;

-- 9: a fix lives in source control or is declared to live outside it; what runs is not nameless and contains the commit
create temp view newest_sight as
  select s.w, s.service, s.at, s.commit_ from sighted s
  where not exists (select 1 from sighted x where x.w = s.w and x.service = s.service
                    and (x.at > s.at or (x.at = s.at and x.id > s.id)));
create temp view runs as
  select b.w, b.claim, b.service, s.at, s.commit_ from bug_of b join newest_sight s on s.w = b.w and s.service = b.service;
create temp view lacking as
  select c.w, c.id from claim c join runs r on r.w = c.w and r.claim = c.id
    join contains k on k.w = c.w and k.descendant = r.commit_ and k.ancestor = c.commit_ and k.yes = 0
  where c.predicate = 'fixed' and c.commit_ <> r.commit_
    and not exists (select 1 from rollout o where o.w = r.w and o.service = r.service and o.at > r.at
                    and o.commit_ is not r.commit_)
  union
  select c.w, c.id from claim c join bug_of b on b.w = c.w and b.claim = c.id
    join newest_rollout n on n.w = b.w and n.service = b.service
    join contains k on k.w = c.w and k.descendant = n.commit_ and k.ancestor = c.commit_ and k.yes = 0
  where c.predicate = 'fixed' and c.commit_ <> n.commit_ and not exists (
    select 1 from sighted s where s.w = c.w and s.service = b.service)
    and not exists (select 1 from platform p where p.w = c.w and p.service = b.service);
create temp view undelivered as
  select c.w, c.id from claim c where c.predicate = 'fixed' and (
    (c.commit_ is null and not exists (select 1 from declared d where d.w = c.w and d.bug = c.subject))
    or (c.commit_ is null and exists (
      select 1 from bug_of b where b.w = c.w and b.claim = c.id
        and not exists (select 1 from platform p where p.w = c.w and p.service = b.service)
        and exists (select 1 from rollout o where o.w = c.w and o.service = b.service and o.commit_ is null
                    and (o.revision is null or o.revision = 'latest'))))
    or (c.commit_ is not null and not exists (select 1 from known k where k.w = c.w and k.commit_ = c.commit_))
    or (c.commit_ is not null and exists (select 1 from bug b where b.w = c.w and b.id = c.subject and b.service is not null)
        and not exists (select 1 from runs r where r.w = c.w and r.claim = c.id))
    or (c.commit_ is not null and exists (select 1 from runs r where r.w = c.w and r.claim = c.id and (
      exists (select 1 from rollout o where o.w = r.w and o.service = r.service and o.at > r.at
              and o.commit_ is not r.commit_)
      or (r.commit_ <> c.commit_ and not exists (
        select 1 from contains k where k.w = c.w and k.descendant = r.commit_ and k.ancestor = c.commit_ and k.yes = 1))))));

-- 3, serving and deployed: the platform's word ranks first; what became ready later does not deny what was rolled out before
create temp view compared as
  select c.w, c.id, c.predicate, c.at as said, s.at, s.blocked, c.revision, case
    when c.predicate = 'deployed' and c.revision is not null and c.revision <> s.revision and s.since > c.at then 'inconclusive'
    when c.revision is not null and c.revision <> s.revision then 'refuted'
    when s.ready = 0 then 'refuted'
    when c.commit_ is not null and s.commit_ is not null and c.commit_ <> s.commit_
      and exists (select 1 from contains k
                  where k.w = c.w and k.descendant = s.commit_ and k.ancestor = c.commit_ and k.yes = 0)
      then 'refuted'
    when s.current is not 1 or s.ready is null then 'inconclusive'
    when c.commit_ is not null and (s.commit_ is null or (c.commit_ <> s.commit_
      and not exists (select 1 from contains k
                      where k.w = c.w and k.descendant = s.commit_ and k.ancestor = c.commit_ and k.yes = 1)))
      then 'inconclusive'
    when c.commit_ is null and c.revision is null then 'inconclusive'
    else 'supported' end as answer
  from claim c join serving s on s.w = c.w and s.service = c.subject where c.predicate in ('serving', 'deployed');
create temp view served as
  select c.w, c.id, case
    when c.blocked is not null then 'inconclusive'
    when c.predicate = 'deployed' and c.at < c.said then 'inconclusive'
    when c.predicate = 'serving' and c.at < (select at from changed g where g.w = c.w and g.claim = c.id)
      then 'inconclusive'
    when c.revision = 'latest' then 'inconclusive'
    else c.answer end as answer
  from compared c where not exists (select 1 from replaced r where r.w = c.w and r.id = c.id)
  -- another took its place: what the platform denied before that stays denied
  union all
  select c.w, c.id, 'refuted' from compared c join replaced r on r.w = c.w and r.id = c.id
  where c.answer = 'refuted' and c.blocked is null and c.revision is not 'latest' and c.said <= c.at and c.at < r.at;

-- 3 and 9, serving: where no platform was asked, the newest look of the tool at what serves, after the last change, which was
-- not made after it was said; a commit that contains the one that is claimed denies nothing
create temp view otherwise as
  select c.w, c.id, k.yes from claim c join sighted s on s.w = c.w and s.service = c.subject
    join look e on e.w = s.w and e.id = s.id and e.strength = 3
    left join changed g on g.w = c.w and g.claim = c.id
    left join contains k on k.w = c.w and k.descendant = s.commit_ and k.ancestor = c.commit_
  where c.predicate = 'serving' and c.commit_ is not null and c.commit_ <> s.commit_ and k.yes is not 1
    and s.at >= coalesce(g.at, s.at) and not coalesce(c.at < g.at, 0)
    and not exists (select 1 from sighted x join look f on f.w = x.w and f.id = x.id and f.strength = 3
                    where x.w = s.w and x.service = s.service and (x.at > s.at or (x.at = s.at and x.id > s.id)));

-- 11: what is open on a service, it is not complete
create temp view undone_item as
  select b.w, b.service from bug b where not exists (select 1 from mended m where m.w = b.w and m.bug = b.id);

create temp view ruling as
  select c.w, c.id, case
    when exists (select 1 from served s where s.w = c.w and s.id = c.id)
      then (select answer from served s where s.w = c.w and s.id = c.id)
    when g.answer <> 'refuted' and exists (select 1 from otherwise o where o.w = c.w and o.id = c.id)
      then (select iif(o.yes = 0, 'refuted', 'inconclusive') from otherwise o where o.w = c.w and o.id = c.id)
    when c.predicate = 'complete' and exists (select 1 from undone_item u where u.w = c.w and u.service = c.subject)
      then 'refuted'
    when exists (select 1 from lacking l where l.w = c.w and l.id = c.id) then 'refuted'
    when c.predicate in ('serving', 'deployed') and c.revision = 'latest' and g.answer = 'supported' then 'inconclusive'
    when c.predicate = 'deployed' and g.answer = 'supported'
      and exists (select 1 from serving s where s.w = c.w and s.service = c.subject) then 'inconclusive'
    when exists (select 1 from undelivered u where u.w = c.w and u.id = c.id) and g.answer = 'supported' then 'inconclusive'
    when g.answer = 'unsupported' and c.carried then 'inconclusive'
    else g.answer end as answer
  from claim c join weighed g on g.w = c.w and g.id = c.id;

-- 15: a correction stands when it shows something, and none that stands takes it back; turn by turn, the last word first
create temp view exhibited as
  select k.w, k.id, k.target, k.turn, e.revision, e.commit_, e.subject, e.at,
      e.level = 'serving' and e.strength = 3 and e.passed = 1 as sight
    from correction k join shown_by s on s.w = k.w and s.correction = k.id
    join look e on e.w = k.w and e.id = s.ref where e.blocked is null;
create temp view last_word as select distinct w, id, target from exhibited where turn = 3;
create temp view second_word as
  select distinct w, id, target from exhibited x where turn = 2
    and not exists (select 1 from last_word l where l.w = x.w and l.target = x.id);
create temp view first_word as
  select distinct w, id, target from exhibited x where turn = 1
    and not exists (select 1 from second_word s where s.w = x.w and s.target = x.id)
    and not exists (select 1 from last_word l where l.w = x.w and l.target = x.id);
create temp view standing as
  select * from last_word union all select * from second_word union all select * from first_word;

-- 15: one that stands and looked at the code that is spoken of refutes; one that shows nothing takes support away and gives
-- nothing; one that looked at other code, or was taken back, leaves it open
create temp view corrected as
  select distinct c.w, c.id from claim c join standing k on k.w = c.w and k.target = c.id
    join exhibited e on e.w = k.w and e.id = k.id
  where not (c.revision is not null and e.revision is not null and c.revision <> e.revision)
    and not (c.commit_ is not null and e.commit_ is not null and c.commit_ <> e.commit_)
    -- 3: another commit that was seen to serve denies the one that it does not contain, if nothing was rolled out in between
    or (c.predicate = 'serving' and e.sight = 1 and e.subject = c.subject and e.at >= c.at
        and exists (select 1 from contains n
                    where n.w = c.w and n.descendant = e.commit_ and n.ancestor = c.commit_ and n.yes = 0)
        and not exists (select 1 from rollout o where o.w = c.w and o.service = c.subject and o.at between c.at and e.at));
create temp view judged as
  select r.w, r.id, case
    when exists (select 1 from corrected k where k.w = r.w and k.id = r.id) then 'refuted'
    when r.answer = 'unsupported' and exists (select 1 from exhibited e where e.w = r.w and e.target = r.id) then 'inconclusive'
    when r.answer = 'supported' and exists (select 1 from correction k where k.w = r.w and k.target = r.id) then 'inconclusive'
    else r.answer end as answer
  from ruled r;

-- 11: all of the declared inventory: what the session lists and what its events name, or every declared service
create temp view counted as
  select * from of_all o
  where not exists (select 1 from listed l where l.w = o.w)
     or exists (select 1 from listed l where l.w = o.w and l.service = o.service)
     or exists (select 1 from named n where n.w = o.w and n.service = o.service);
create temp view all_of as
  select c.w, c.claim as id, case
    when sum(j.answer = 'refuted') > 0 then 'refuted'
    when sum(j.answer = 'supported') = count(*) then 'supported'
    when sum(j.answer = 'unsupported') = count(*) then 'unsupported'
    else 'inconclusive' end as answer
  from counted c join answered j on j.w = c.w and j.id = c.member group by c.w, c.claim;
"""


# What is asked many times is found once, in this order: each builds on those before.
_IN_TURN = {
    "look": "read", "sighted": "saw", "pair": "pairing", "red": "reddish", "green": "greening", "healed": "healing",
    "too_early": "earlier", "good": "carrying", "weighed": "weighing", "ruled": "ruling",
}  # fmt: skip


class SecondReading:
    """Worlds as rows, verdicts as a query."""

    def __init__(self) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.executescript(SCHEMA)
        self.base.executescript(RULES)

    def put(self, table: str, rows: list[tuple[object, ...]]) -> None:
        """Rows of one relation; the first column is the number of the world."""
        if rows:
            self.base.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)

    def answers(self) -> dict[tuple[int, str], str]:
        """The answer of every claim of every world."""
        for table, found in _IN_TURN.items():
            self.base.execute(f"insert into {table} select * from {found}")
        self.base.execute("insert into answered select * from judged")
        return {
            (world, claim): answer
            for world, claim, answer in self.base.execute("select * from answered union all select * from all_of")
        }
