"""
What the rows do is written down by the database itself, in the same transaction; a crash takes both or none.

`unit()` numbers the transactions that write (disk.py): what stands under one number happened at one moment. `wall()` is
the machine's clock, in unix seconds.
"""

TRIGGERS = """
    create table seen_updates (update_id integer, state text, unit integer, wall real);
    create trigger see_update after insert on inbox
        begin insert into seen_updates values (new.update_id, new.state, unit(), wall()); end;
    create trigger see_state after update of state on inbox when new.state <> old.state
        begin insert into seen_updates values (new.update_id, new.state, unit(), wall()); end;
    create table lost_updates (update_id integer);
    create trigger lose_update before delete on inbox when old.state = 'waiting'
        begin insert into lost_updates values (old.update_id); end;
    create table seen_letters (id integer, unit integer);
    create index seen_letters_id on seen_letters (id);
    create trigger see_letter after insert on outbox
        begin insert into seen_letters values (new.id, unit()); end;
    create table gone_reminders (id text, case_id text, kind text, due text, opens text, state text, wall real,
                                 unit integer);
    create trigger see_gone after delete on reminders
        begin insert into gone_reminders values (old.id, old.case_id, old.kind, old.at, old.opens, old.state,
              wall(), unit()); end;
    create table turned_back (what text, id text, before text, later text, unit integer);
    create trigger turn_letter after update of state on outbox when old.state in ('sent', 'failed', 'dropped')
        begin insert into turned_back values ('letter', old.key, old.state, new.state, unit()); end;
    create trigger turn_reminder after update of state on reminders when new.state <> old.state and
        (old.state in ('dropped', 'failed') or (old.state = 'sent' and new.state <> 'snoozed'))
        begin insert into turned_back values ('reminder', old.id, old.state, new.state, unit()); end;
    create trigger turn_line before update on happenings
        begin insert into turned_back values ('journal', old.case_id || ' ' || old.seq, old.what, new.what,
              unit()); end;
    create trigger tear_line before delete on happenings
        begin insert into turned_back values ('journal', old.case_id || ' ' || old.seq, old.what, 'nothing',
              unit()); end;
    create table seen_people (id integer, joined text, unit integer, wall real);
    create trigger see_person after insert on people
        begin insert into seen_people values (new.id, new.joined, unit(), wall()); end;
    create table gone_people (id integer, chat integer, unit integer, wall real);
    create trigger see_person_go before delete on people
        begin insert into gone_people values (old.id, old.chat, unit(), wall()); end;
    create table gone_cases (id text, owner integer, name text, unit integer);
    create trigger see_case_go before delete on cases
        begin insert into gone_cases values (old.id, old.owner, old.name, unit()); end;
    create table gone_proofs (id text, owner integer, unique_id text, stored_as text, unit integer);
    create trigger see_proof_go before delete on proofs
        begin insert into gone_proofs values (old.id, old.owner, old.unique_id, old.stored_as, unit()); end;
    create table gone_keys (id text, owner integer, unit integer);
    create trigger see_key_go before delete on person_keys
        begin insert into gone_keys values (old.id, old.owner, unit()); end;
"""
