"""Judge: what the program says of the process is what a model of it, written apart from the program, works out of the plan's own
data (`bygg --format data`): the status, the calendar, the covers, which bodies get a case paper and what stands in it, the tables of
meetings and approvals, the way on, the account to the ministry, the package's list, and that rolling a plan on changes no amount of a
year that is past. Over many random plans with random histories; `--lies` tells lies instead, and wants every one of them seen.

usage: process.py PROGRAM FOLDER [--count 200] [--first 0] [--lies]

A history in which something is contradicted is left in FOLDER/SEED, with what was done in its history.txt. What a plan says in words
that are its own (texts, proposals, reasons) is not judged here, and neither are PDF and Word: other judges hold that they say the same."""

import argparse
import collections
import concurrent.futures
import copy
import datetime
import hashlib
import html.parser
import json
import pathlib
import random
import re
import shutil
import sys
import zipfile

from histories import History, Refused, run

MONTHS = "januar februar mars april mai juni juli august september oktober november desember".split()
NUMBERS = ["ingen", None, "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"]
OUTCOMES = {
    "nn": dict(Vedteke="vedteke", Endra="vedteke med endringar", Avvist="avvist", Utsett="utsett", SendtTilbake="sendt tilbake", TekeTilVitande="teke til vitande"),
    "nb": dict(Vedteke="vedtatt", Endra="vedtatt med endringer", Avvist="avvist", Utsett="utsatt", SendtTilbake="sendt tilbake", TekeTilVitande="tatt til orientering"),
}
# What those who do not decide say by an outcome.
ADVICE = {
    "nn": dict(
        Innstilling=dict(Vedteke="tilrådd", Endra="tilrådd med endringar", Avvist="rådd ifrå"),
        Uttale=dict(Vedteke="uttale gjeven", Endra="uttale gjeven, med ønske om endringar", Avvist="rådd ifrå"),
    ),
    "nb": dict(
        Innstilling=dict(Vedteke="tilrådd", Endra="tilrådd med endringer", Avvist="frarådet"),
        Uttale=dict(Vedteke="uttalelse gitt", Endra="uttalelse gitt, med ønske om endringer", Avvist="frarådet"),
    ),
}
WORDS = {
    "nn": dict(
        gives=dict(Uttale="gjev uttale", Innstilling="gjev innstilling", Vedtak="gjer vedtak"),
        roles=dict(Uttale="Uttale", Innstilling="Innstilling", Vedtak="Vedtak"),
        unset="ikkje fastsett", planned="planlagt", off="møtet {} er avlyst, og nytt møte er ikkje fastsett",
        again="ny handsaming {}", again_unset="ny handsaming, ikkje fastsett når",
        never="handsama ikkje planen før det vart gjort vedtak", never_met="handsama ikkje planen", new="ny handsaming", called_off="avlyst",
        not_yet="ikkje vedteke", no_case="saksnummer ikkje gjeve", not_said="ikkje oppgjeve", refused="Ikkje godkjend", version="Versjon", unset_in="datoen er ikkje fastsett hjå",
        pays="Betaler {} kr i {}, {} kr i heile perioden", for_whole="heile perioden",
        pays_later="Betaler ikkje noko i {}, men {} kr i heile perioden", decided="gjorde vedtak", partly=("{} av {} er ferdig", "{} av {} er ferdige"),
        share=("Betaler", "I tillegg kjem"), of_share="{} {} % av det {} betaler saman: {}",
        together=("Betaler sin del", "I tillegg kjem delen"), of_all="{} av det {} betaler saman: {} (fordelinga står ikkje i planen)",
        paid="Har betalt {} kr i {}, og skal ikkje betale meir",
        no_proposal="Manglar: framlegget til vedtak er ikkje skrive.",
        pays_unknown="Planen seier ikkje kva {} skal betale", pays_nothing="Betaler ikkje noko av det som står i planen",
        way="Vegen vidare: ",
        new_party="{} er ny part i avtala.", gone_party="{} er ikkje lenger part i avtala.", same_parties="Partane er dei same som i planen før.",
        same_goals="Delmåla og vektene er dei same som i planen før.", new_goal="{} er nytt.", gone_goal="{} er teke ut.", divided="{} er delt frå {} i planen før.",
        merged="{} er slege saman av {} i planen før.", renamed="{} heitte før {}.", weight="Delmål {} går frå {} til {} prosent av innsatsen.",
        same_money="Beløpa er dei same som i planen før.", same_sums="Summane for kvart år er dei same, men ikkje kva dei er til", more="Planen har {} meir i {}, frå {} til {}", less="Planen har {} mindre i {}, frå {} til {}", from_none="Planen har {} i {}, der det før ikkje var noko", to_none="{} i {} fell bort",
        was="{} ({}) var {} i planen før", before="før: {}", decided_with_changes="{} vedtok planen med endringar {}. Endringane er tekne inn i versjon {} (sjå ", unset_day="datoen for {} er ikkje fastsett", unset_days="datoane for {} er ikkje fastsette", first="Dette er den første planen i avtaleperioden.",
        none_new="Planen har ingen nye tiltak.", none_changed="Ingen tiltak er endra.", none_ended="Ingen tiltak er avslutta.",
        state=("Tiltaket har statlege midlar.", "Tiltaket har ikkje statlege midlar."), divided_from="Tiltaket er delt frå «{}» i planen før.", merged_of="Tiltaket er slege saman av {} i planen før.",
        event="handsamar handlingsplanen for", deadline="Frist for saksframlegget til {} i {}",
        lead="Hovudansvarleg for {}", help="Samarbeidspart i {}", none_of="Har ikkje ansvar for noko tiltak", one="eitt",
    ),
    "nb": dict(
        gives=dict(Uttale="gir uttalelse", Innstilling="gir innstilling", Vedtak="gjør vedtak"),
        roles=dict(Uttale="Uttalelse", Innstilling="Innstilling", Vedtak="Vedtak"),
        unset="ikke fastsatt", planned="planlagt", off="møtet {} er avlyst, og nytt møte er ikke fastsatt",
        again="ny behandling {}", again_unset="ny behandling, ikke fastsatt når",
        never="behandlet ikke planen før det ble gjort vedtak", never_met="behandlet ikke planen", new="ny behandling", called_off="avlyst",
        not_yet="ikke vedtatt", no_case="saksnummer ikke gitt", not_said="ikke oppgitt", refused="Ikke godkjent", version="Versjon", unset_in="datoen er ikke fastsatt hos",
        pays="Betaler {} kr i {}, {} kr i hele perioden", for_whole="hele perioden",
        pays_later="Betaler ikke noe i {}, men {} kr i hele perioden", decided="gjorde vedtak", partly=("{} av {} er ferdig", "{} av {} er ferdige"),
        share=("Betaler", "I tillegg kommer"), of_share="{} {} % av det {} betaler sammen: {}",
        together=("Betaler sin andel", "I tillegg kommer andelen"), of_all="{} av det {} betaler sammen: {} (fordelingen står ikke i planen)",
        paid="Har betalt {} kr i {}, og skal ikke betale mer",
        no_proposal="Mangler: forslaget til vedtak er ikke skrevet.",
        pays_unknown="Planen sier ikke hva {} skal betale", pays_nothing="Betaler ikke noe av det som står i planen",
        way="Veien videre: ",
        new_party="{} er ny part i avtalen.", gone_party="{} er ikke lenger part i avtalen.", same_parties="Partene er de samme som i planen før.",
        same_goals="Delmålene og vektene er de samme som i planen før.", new_goal="{} er nytt.", gone_goal="{} er tatt ut.", divided="{} er delt fra {} i planen før.",
        merged="{} er slått sammen av {} i planen før.", renamed="{} het før {}.", weight="Delmål {} går fra {} til {} prosent av innsatsen.",
        same_money="Beløpene er de samme som i planen før.", same_sums="Summene for hvert år er de samme, men ikke hva de er til", more="Planen har {} mer i {}, fra {} til {}", less="Planen har {} mindre i {}, fra {} til {}", from_none="Planen har {} i {}, der det før ikke var noe", to_none="{} i {} faller bort",
        was="{} ({}) var {} i planen før", before="før: {}", decided_with_changes="{} vedtok planen med endringer {}. Endringene er tatt inn i versjon {} (se ", unset_day="datoen for {} er ikke fastsatt", unset_days="datoene for {} er ikke fastsatt", first="Dette er den første planen i avtaleperioden.",
        none_new="Planen har ingen nye tiltak.", none_changed="Ingen tiltak er endret.", none_ended="Ingen tiltak er avsluttet.",
        state=("Tiltaket har statlige midler.", "Tiltaket har ikke statlige midler."), divided_from="Tiltaket er delt fra «{}» i planen før.", merged_of="Tiltaket er slått sammen av {} i planen før.",
        event="behandler handlingsplanen for", deadline="Frist for saksframlegget til {} i {}",
        lead="Hovedansvarlig for {}", help="Samarbeidspart i {}", none_of="Har ikke ansvar for noe tiltak", one="ett",
    ),
}


def spelt(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", "").replace("\u2060", "")).strip()


def capital(text):
    return text[:1].upper() + text[1:]


def day(text):
    year, month, number = map(int, text.split("-"))
    return f"{number}. {MONTHS[month - 1]} {year}"


def days(first, last):
    """The days from one to another, with what they share said once."""
    (y1, m1, d1), (y2, m2, d2) = (tuple(map(int, one.split("-"))) for one in (first, last))
    if first == last:
        return day(first)
    if y1 != y2:
        return f"{day(first)}–{day(last)}"
    return f"{d1}.–{day(last)}" if m1 == m2 else f"{d1}. {MONTHS[m1 - 1]}–{day(last)}"


def short_day(text, year):
    """A day without its year where that is the plan's."""
    return day(text).removesuffix(f" {year}")


def ranges(numbers):
    """Numbers of tiltak, with three or more that follow each other as a range."""
    stretches = []
    for number in numbers:
        goal, own = map(int, number.split("."))
        if stretches and stretches[-1][-1] == (goal, own - 1):
            stretches[-1].append((goal, own))
        else:
            stretches.append([(goal, own)])
    name = lambda own: f"{own[0]}.{own[1]}"
    told = [one for own in stretches for one in ([f"{name(own[0])} til {name(own[-1])}"] if len(own) > 2 else map(name, own))]
    return " og ".join(filter(None, [", ".join(told[:-1]), told[-1]])) if told else ""


def figure(amount):
    return f"{amount:,}".replace(",", " ")


def listed(words, last):
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def number_of_days(first, last):
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def definite(body, language):
    """The name of a body as one speaks of it: formannskapet."""
    first, *rest = body.split(" ")
    if rest:
        return body
    if first.endswith("utval"):
        return first + "et"
    return first + ("t" if first.endswith("e") else "et")


def advises(name):
    """Whether a body is known by its name to speak its mind alone."""
    return name.endswith(("ungdomsråd", "eldreråd")) or name.startswith("råd for ")


# ---- the model


class Body:
    """A body of a party, and where it stands."""

    def __init__(self, model, handled, own):
        self.party, self.name, self.planned = handled["part"], own["organ"], own["planlagt"]
        self.off, self.own, self.model = own["avlyst"], own, model
        self.decisions = [decision for decision in own["vedtak"] if model.counts(decision)]
        self.last = self.decisions[-1] if self.decisions else None
        self.deadline = handled["saksfrist"] if handled["saksfrist"] is not None else model.head["saksfrist"]
        self.state, self.day = self.alone()
        # What only noted the plan has not settled it.
        self.done_alone = self.state == "ferdig" and self.last["utfall"] in ("Vedteke", "Endra", "Avvist")

    def alone(self):
        if self.last is None:
            return ("avlyst", None) if self.off else ("ventar", self.planned)
        set_anew = self.planned if self.planned and self.planned > self.last["dato"] and not self.off else None
        if self.last["utfall"] in ("Utsett", "SendtTilbake"):
            return "igjen", set_anew
        if self.last["utfall"] in ("Avvist", "TekeTilVitande") and set_anew:
            return "igjen", set_anew
        # A body that has adopted one version may get a later one to decide on.
        if set_anew and self.model.has_later(self.last, set_anew):
            return "igjen", set_anew
        return "ferdig", None

    @property
    def open(self):
        return self.state in ("ventar", "avlyst", "igjen")


class Model:
    def __init__(self, data):
        self.head, self.goals = data["hovud"], data["delmål"]
        self.language = self.head["språk"]
        self.words, self.outcomes = WORDS[self.language], OUTCOMES[self.language]
        self.year = self.head["år"]
        self.parties = {party["id"]: party for party in self.head["partar"]}
        self.log = {row["versjon"]: row for row in self.head["logg"]}
        self.political = any(row["politisk"] and self.year_of(row) == self.year for row in self.head["logg"])
        self.handled = [(handled["part"], self.bodies_of(handled)) for handled in self.head["handsaming"]]

    def name(self, party):
        return self.parties[party]["namn"]

    @staticmethod
    def year_of(row):
        return row["år"] if row["år"] is not None else int(row["dato"][:4])

    def version_of(self, decision):
        if decision["versjon"] is not None:
            return decision["versjon"]
        rows = [row for row in self.head["logg"] if row["dato"] <= decision["dato"]]
        return rows[-1]["versjon"] if rows else None

    def has_later(self, decision, day):
        """Whether a version came after the one that was adopted, and before a day."""
        adopted = self.log[self.version_of(decision)]["dato"]
        return any(
            self.year_of(row) == self.year and (row["politisk"] or not self.political) and decision["dato"] <= row["dato"] <= day and row["dato"] > adopted
            for row in self.head["logg"]
        )

    def counts(self, decision):
        row = self.log.get(self.version_of(decision))
        return row is not None and self.year_of(row) == self.year and (row["politisk"] or not self.political)

    def bodies_of(self, handled):
        bodies = [Body(self, handled, own) for own in handled["organ"]]
        said = [body for body in bodies if body.own["rolle"] == "Vedtak"]
        plain = [body for body in bodies if body.own["rolle"] is None and not advises(body.name)]
        decides = (said or plain or [None])[-1]
        for body in bodies:
            body.role = "Vedtak" if body is decides else body.own["rolle"] or ("Uttale" if advises(body.name) else "Innstilling")
        for at, body in enumerate(bodies):
            if body is decides:
                continue
            by = [decides] if decides and decides.done_alone else []
            if body.role == "Innstilling":
                by += [other for other in bodies[at + 1 :] if other.role == "Innstilling" and other.done_alone]
            if not by:
                continue
            if body.state in ("ventar", "avlyst"):
                body.state, body.day = "forbigått", None
            elif body.state == "igjen" and (body.day is None or any(body.day <= other.last["dato"] for other in by)):
                body.state, body.day = "ferdig", None
        return bodies

    def bodies(self):
        return [body for _, bodies in self.handled for body in bodies]

    def decides(self, party):
        return next((body for own, bodies in self.handled if own == party for body in bodies if body.role == "Vedtak"), None)

    # ---- money

    @property
    def thousands(self):
        return 1000 if self.head["finansiering"] and self.head["finansiering"]["eining"] == "TusenKroner" else 1

    def posts(self):
        return self.head["finansiering"]["postar"] if self.head["finansiering"] else []

    def sums(self, of=lambda post: True):
        """The kroner of each year."""
        sums = collections.Counter()
        for post in self.posts():
            if of(post):
                for year, amount in post["beløp"].items():
                    sums[int(year)] += amount * self.thousands
        return sums

    def no_proposal(self, party):
        """That nothing is put to the bodies of a party, on its copy."""
        final = [self.decides(own) for own, _ in self.handled]
        if all(body and body.state == "ferdig" and body.last["utfall"] in ("Vedteke", "Endra") for body in final):
            return
        own = next(one for one in self.head["handsaming"] if one["part"] == party)
        if not any([self.head["framlegg"], own["framlegg"], *(body["framlegg"] for body in own["organ"])]):
            yield self.words["no_proposal"]

    def pays(self, party):
        """What a copy says that a party pays: by itself, and with every group that it is a member of."""
        if not self.posts():
            yield self.words["pays_unknown"].format(self.name(party))
            return
        is_member = any(party in group["medlemmer"] for group in self.head["partar"])
        if not is_member and all(post["part"] != party for post in self.posts()):
            known = all(post["part"] for post in self.posts())
            yield self.words["pays_nothing"] if known else self.words["pays_unknown"].format(self.name(party))
            return
        own = self.sums(lambda post: post["part"] == party)
        besides = any(post["part"] == party for post in self.posts())
        past = sorted(year for year in own if own[year])
        if besides and past and past[-1] < self.year:
            yield self.words["paid"].format(figure(sum(own.values())), f"{past[0]}–{past[-1]}" if len(past) > 1 else past[0])
        elif besides:
            whole = figure(sum(own.values()))
            yield self.words["pays"].format(figure(own[self.year]), self.year, whole) if own[self.year] else self.words["pays_later"].format(self.year, whole)
        for group in self.head["partar"]:
            if party not in group["medlemmer"] or not any(post["part"] == group["id"] for post in self.posts()):
                continue
            sums = self.sums(lambda post: post["part"] == group["id"])
            # Who was a member before, and of what share, the plan does not say.
            come = [year for year in sorted(sums) if year >= self.year and sums[year]]
            if not come:
                continue
            now, whole = sums[self.year], sum(sums[year] for year in come)
            # A sum of one year alone is that of the year.
            spell = lambda amount: ", ".join(
                ([f"{figure(amount(sums[self.year]))} kr i {self.year}"] if come[0] == self.year else [])
                + ([f"{figure(amount(whole))} kr i {f'{come[0]}–{come[-1]}' if come[0] != come[-1] else come[0]}"] if come[-1] > self.year else [])
            )
            if group["fordeling"]:
                percent = next(share["prosent"] for share in group["fordeling"] if share["part"] == party)
                if not percent:
                    continue
                # Half is rounded up, in the unit that the plan counts in.
                part = lambda amount: (amount // self.thousands * percent * 2 + 100) // 200 * self.thousands
                yield self.words["of_share"].format(self.words["share"][besides], percent, group["namn"], spell(part))
            else:
                yield self.words["of_all"].format(self.words["together"][besides], group["namn"], spell(lambda amount: amount))
            besides = True

    # ---- tiltak

    def measures(self):
        return [(goal, measure) for goal in self.goals for measure in goal["tiltak"]]

    @staticmethod
    def rolled(measure):
        """What the update does with a tiltak: its word and what comes with it."""
        own = measure["rullering"]
        return (own, None) if isinstance(own, str) or own is None else next(iter(own.items()))

    def going_on(self):
        return [(goal, own) for goal, own in self.measures() if self.rolled(own)[0] != "Avslutta"]

    def concerns(self, party):
        """What a copy says that a party does."""
        names = lambda ids: any(one == party or party in self.parties[one]["medlemmer"] for one in ids)
        leads, helps = [], []
        for goal, measure in self.going_on():
            number = f"{goal['nummer']}.{measure['nummer']}"
            if names(measure["hovudansvarleg"]["partar"]):
                leads.append(number)
            elif names(measure["samarbeidspartar"]["partar"]):
                helps.append(number)
        count = lambda numbers: f"{self.words['one'] if len(numbers) == 1 else NUMBERS[len(numbers)] if len(numbers) < 13 else len(numbers)} tiltak: {ranges(numbers)}"
        for key, numbers in (("lead", leads), ("help", helps)):
            if numbers:
                yield self.words[key].format(count(numbers))
        if not leads + helps:
            yield self.words["none_of"]

    # ---- sentences

    def outcome(self, decision, role):
        """What a body has done by an outcome: one that does not decide adopts nothing."""
        return ADVICE[self.language].get(role, {}).get(decision["utfall"]) or self.outcomes[decision["utfall"]]

    def decided(self, decision, role="Vedtak"):
        """The day, the case and the outcome of a decision, as a line says them."""
        return ", ".join(filter(None, [day(decision["dato"]), decision["sak"], decision["utfall"] != "Vedteke" and self.outcome(decision, role)]))

    def still(self, body):
        """What is still to come, in brackets."""
        if body.state == "avlyst":
            return f"({self.words['off'].format(day(body.planned))})" if body.planned else f"({self.words['unset']})"
        if body.state == "igjen":
            return f"({self.words['again'].format(day(body.day))})" if body.day else f"({self.words['again_unset']})"
        return None

    def on_cover(self, body):
        name, whole = capital(body.name), capital(definite(body.name, self.language))
        if body.state == "forbigått":
            return f"{whole} {self.words['never']}"
        if body.last:
            return " ".join(filter(None, [name, self.decided(body.last, body.role), self.still(body)]))
        does = f"{whole} {self.words['gives'][body.role]}"
        if body.state == "avlyst":
            return f"{does} {self.still(body)}"
        return f"{does} {day(body.day)} ({self.words['planned']})" if body.day else f"{does} ({self.words['unset']})"

    def in_approvals(self, party, bodies):
        """The cells of a party's row, each a list of lines."""
        final = self.decides(party)
        if final is None:
            return [[self.words[word]] for word in ("not_said", "not_yet", "no_case")]
        name = capital(final.name)
        body, when, case = [], [], []
        if final.state == "ferdig":
            last = final.last
            body.append(name)
            if last["utfall"] in ("Vedteke", "Endra"):
                when.append(day(last["dato"]))
                if last["utfall"] == "Endra":
                    when.append(capital(self.outcomes["Endra"]))
            else:
                when += [self.words["refused"], f"{capital(self.outcomes[last['utfall']])} {day(last['dato'])}"]
            if last["versjon"] is not None:
                when.append(f"{self.words['version']} {last['versjon']}")
            case.append(last["sak"] or "–")
            earlier = final.decisions[:-1]
        else:
            if final.state == "ventar":
                still = f"({self.words['planned']} {day(final.day)})" if final.day else f"({self.words['unset']})"
            else:
                still = self.still(final)
            body.append(f"{name} {still}")
            when.append(self.words["not_yet"])
            case.append(self.words["no_case"])
            earlier = final.decisions
        body += [f"{name} {self.decided(decision)}" for decision in earlier]
        for other in bodies:
            if other is final:
                continue
            role = self.words["roles"][other.role]
            if other.state == "forbigått":
                body.append(f"{role}: {definite(other.name, self.language)} {self.words['never']}")
            elif other.last:
                body.append(" ".join(filter(None, [f"{role}: {other.name}", self.decided(other.last, other.role), self.still(other)])))
            elif other.state == "avlyst":
                body.append(f"{role}: {other.name} {self.still(other)}")
            else:
                body.append(f"{role}: {other.name}, {self.words['planned'] + ' ' + short_day(other.day, self.year) if other.day else self.words['unset']}")
        return [body, when, case]

    def in_meetings(self, body):
        if body.state == "forbigått":
            return self.words["never_met"]
        if body.state == "ferdig":
            return day(body.last["dato"])
        if body.state == "avlyst":
            return f"{day(body.planned)} ({self.words['called_off']})" if body.planned else self.words["unset"]
        if body.state == "igjen":
            return f"{day(body.day)} ({self.words['new']})" if body.day else self.words["again_unset"]
        return day(body.day) if body.day else self.words["unset"]

    def earlier(self, party):
        """The decisions before, in the order of their days, as a case paper tells them."""
        found = []
        for body in dict(self.handled)[party]:
            for decision in body.decisions:
                line = ", ".join(filter(None, [f"{capital(body.name)} {day(decision['dato'])}", decision["sak"]]))
                version = f" ({self.words['version'].lower()} {decision['versjon']})" if decision["versjon"] is not None else ""
                found.append((decision["dato"], f"{line}: {self.outcome(decision, body.role)}{version}."))
        return [line for _, line in sorted(found, key=lambda one: one[0])]

    def recommendations(self, body):
        """To the body that decides: what the others have said, or when they are to."""
        if self.decides(body.party) is not body:
            return
        for role in ("Uttale", "Innstilling"):
            others = [other for other in dict(self.handled)[body.party] if other.role == role]
            said = []
            for other in others:
                name = definite(other.name, self.language)
                if other.state == "ferdig":
                    version = other.last["versjon"] if other.last["versjon"] != self.head["versjon"] else None
                    version = f" ({self.words['version'].lower()} {version})" if version else ""
                    said.append(f"{name} {day(other.last['dato'])}: {self.outcome(other.last, role)}{version}")
                elif other.last:
                    said.append(" ".join(filter(None, [name, self.decided(other.last, role), self.still(other)])))
                elif other.state in ("forbigått", "avlyst"):
                    said.append(f"{name} {self.words['never'] if other.state == 'forbigått' else self.still(other)}")
                elif other.day:
                    said.append(f"{name} {day(other.day)} ({self.words['planned']})")
            if said:
                yield capital("; ".join(said))

    def task(self, body):
        final = self.decides(body.party)
        if body is final or final is None:
            return self.words["roles"][body.role]
        if final.state == "ferdig":
            return f"{self.words['roles'][body.role]}; {definite(final.name, self.language)} {self.words['decided']} {day(final.last['dato'])}"
        when = f" {day(final.day)}" if final.day else ""
        return f"{self.words['roles'][body.role]}; {definite(final.name, self.language)} {self.words['gives']['Vedtak']}{when}"


# ---- what the program made


class Node:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []
        self.id, self.classes = attributes.get("id"), (attributes.get("class") or "").split()

    def all(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.all()

    def find(self, tag=None, name=None, id=None):
        return [node for node in self.all() if (tag is None or node.tag == tag) and (name is None or name in node.classes) and (id is None or node.id == id)]

    def text(self):
        return spelt("".join(child if isinstance(child, str) else child.raw() for child in self.children))

    def raw(self):
        return "".join(child if isinstance(child, str) else "" if "vh" in child.classes else child.raw() for child in self.children)

    def lines(self):
        """The lines of a cell: its own words, and each note."""
        lines, own = [], ""
        for child in self.children:
            if isinstance(child, Node) and "note" in child.classes:
                lines += [spelt(own)] if spelt(own) else []
                own = ""
                lines.append(child.text())
            else:
                own += child if isinstance(child, str) else "" if "vh" in child.classes else child.raw()
        return lines + ([spelt(own)] if spelt(own) else [])


class Page(html.parser.HTMLParser):
    EMPTY = {"meta", "link", "br", "img", "input", "hr", "col", "wbr", "path", "rect", "line", "use"}

    def __init__(self, text):
        super().__init__()
        self.root = Node("root", {})
        self.stack = [self.root]
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, dict(attributes))
        self.stack[-1].children.append(node)
        if tag not in self.EMPTY:
            self.stack.append(node)

    def handle_endtag(self, tag):
        for at in range(len(self.stack) - 1, 0, -1):
            if self.stack[at].tag == tag:
                del self.stack[at:]
                return

    def handle_data(self, text):
        self.stack[-1].children.append(text)

    def rows(self, id=None):
        """The rows of a table: the text or the lines of each cell."""
        tables = self.root.find("table", id=id) if id else self.root.find("table")
        if not tables:
            return None
        body = tables[0].find("tbody")[0]
        return [[cell.lines() for cell in row.children if isinstance(cell, Node) and cell.tag in ("td", "th")] for row in body.find("tr")]

    def chapters(self):
        """The lines under each heading with an id."""
        found, at = {}, None
        main = self.root.find("main")[0]
        for node in main.all():
            if node.tag in ("h1", "h2", "h3", "h4", "h5") and node.id:
                at = node.id
                found[at] = [node.text()]
            # The way back to the contents list is of no chapter.
            elif at and node.tag in ("p", "li") and "to-contents" not in node.classes and not any(isinstance(child, Node) and child.tag in ("p", "ul", "ol") for child in node.children):
                found[at].append(node.text())
        return found


def calendar(text):
    """The events of a calendar, each a dict."""
    events, now = [], None
    for line in text.replace("\r\n", "\n").replace("\n ", "").split("\n"):
        if line == "BEGIN:VEVENT":
            now = {}
        elif line == "END:VEVENT":
            events.append(now)
            now = None
        elif now is not None and ":" in line:
            key, value = line.split(":", 1)
            now[key.split(";")[0]] = re.sub(r"\\(.)", r"\1", value)
    return events


class Made:
    """What the program says of a plan as it stands: everything that is judged, as text, so that a lie can be put into it."""

    def __init__(self, program, folder, out, today, closed, package):
        self.today = today
        shutil.rmtree(out, ignore_errors=True)
        run(program, "bygg", folder, "--format", "data", "--ut", out / "data", "--stille")
        self.data = next((out / "data").glob("*.json")).read_text()
        self.status = run(program, "status", folder, "--dato", today, "--format", "json")
        run(program, "kalender", folder, "--ut", out / "calendar")
        self.calendar = next((out / "calendar").glob("*.ics")).read_bytes().decode()
        run(program, "bygg", folder, "--til", "alle", "--saksframlegg", "--format", "html", "--ut", out / "copies", "--stille")
        self.pages = {file.name: file.read_text() for file in sorted((out / "copies").glob("*.html"))}
        if closed:
            run(program, "bygg", folder, "--utgåve", "endeleg,kdd", "--format", "html", "--ut", out / "final", "--stille")
            self.pages |= {file.name: file.read_text() for file in sorted((out / "final").glob("*.html"))}
        self.list, self.sums = None, {}
        if package:
            run(program, "pakke", folder, "--ut", out / "package", "--stille")
            with zipfile.ZipFile(next((out / "package").glob("*.zip"))) as made:
                self.sums = {name: hashlib.sha256(made.read(name)).hexdigest() for name in made.namelist()}
                self.list = made.read(next(name for name in self.sums if name in ("innhald.txt", "innhold.txt"))).decode()


# ---- the judge


def objections(made, old):
    """What is not so. `old` is the data of the plan before."""
    model = Model(json.loads(made.data))
    before = Model(json.loads(old)) if old else None
    yield from of_status(model, json.loads(made.status), made.today)
    yield from of_calendar(model, calendar(made.calendar))
    yield from of_copies(model, before, made.pages)
    yield from of_final(model, before, made.pages)
    if made.list is not None:
        yield from of_package(model, made.list, made.sums)


def of_package(model, text, sums):
    """The list in the package: every decision that counts, and every file with its sum."""
    should = []
    for body in model.bodies():
        for decision in body.decisions:
            should.append(f"{model.name(body.party)}, {body.name}: {model.decided(decision, body.role)}, {model.words['version'].lower()} {model.version_of(decision)}")
        if body.state == "forbigått":
            should.append(f"{model.name(body.party)}, {body.name}: {model.words['never']}")
    yield from same_lines("the package's list, the decisions", [spelt(line[2:]) for line in text.splitlines() if line.startswith("- ")], should)
    files = dict(reversed(line.split("  ", 1)) for line in text.splitlines() if re.match(r"[0-9a-f]{64}  ", line))
    yield from differ("the package's list, the files", files, {name: own for name, own in sums.items() if not name.startswith("innh")})
    yield from differ("the package's list, the version", re.findall(r"^Versjon: (.*)$", text, re.M), [model.head["versjon"]])


def differ(what, is_, should):
    if is_ != should:
        yield f"{what}: it says {is_!r}, and should say {should!r}"


def of_status(model, status, today):
    bodies = model.bodies()
    yield from differ("status, version", status["versjon"], model.head["versjon"])
    yield from differ("status, how many bodies", len(status["organ"]), len(bodies))
    for body, row in zip(bodies, status["organ"]):
        where = f"status, {body.name} in {model.name(body.party)}"
        last = body.last
        coming = body.day if body.state in ("ventar", "igjen") else None
        limit = None
        if coming and body.deadline is not None:
            limit = (datetime.date.fromisoformat(coming) - datetime.timedelta(body.deadline)).isoformat()
        should = dict(
            part=model.name(body.party), organ=body.name, rolle=body.role, stand=body.state, planlagt=body.planned,
            vedteke=last and last["dato"], sak=last and last["sak"], utfall=last and last["utfall"], versjon=last and model.version_of(last),
            dagar_att=number_of_days(today, coming) if coming else None,
            saksfrist=limit, dagar_til_frist=number_of_days(today, limit) if limit else None,
        )
        for key, value in should.items():
            yield from differ(f"{where}, {key}", row[key], value)


def of_calendar(model, events):
    should = []
    for body in model.bodies():
        name = model.name(body.party)
        when, cancelled = None, False
        if body.state in ("ventar", "igjen") and body.day:
            when = body.day
        elif body.last and body.planned:
            # The meeting that was.
            when = body.last["dato"]
        elif body.state in ("avlyst", "forbigått") and body.planned:
            when, cancelled = body.planned, True
        if when:
            should.append((when, f"{name}: {definite(body.name, model.language)} {model.words['event']} {model.year}", cancelled))
        if body.state in ("ventar", "igjen") and body.day and body.deadline is not None:
            limit = datetime.date.fromisoformat(body.day) - datetime.timedelta(body.deadline)
            should.append((limit.isoformat(), model.words["deadline"].format(definite(body.name, model.language), name), False))
    found = []
    for event in events:
        when = datetime.date(*map(int, re.fullmatch(r"(\d{4})(\d\d)(\d\d)", event["DTSTART"]).groups())).isoformat()
        found.append((when, spelt(event["SUMMARY"]), event.get("STATUS") == "CANCELLED"))
        yield from differ(f"calendar, how busy one is at {event['SUMMARY']}", event.get("TRANSP"), "TRANSPARENT")
    yield from differ("calendar, how many ids", len({event["UID"] for event in events}), len(events))
    for extra in sorted(set(found) - set(should)):
        yield f"calendar: {extra} should not be there"
    for missing in sorted(set(should) - set(found)):
        yield f"calendar: {missing} is missing"
    yield from differ("calendar, how many events", len(found), len(should))


def slug(name):
    """What a file's name has of a body: forty signs at most."""
    return name.replace(" ", "-")[:70]


def of_copies(model, before, pages):
    stem = f"{model.head['kortnamn']}-{model.year}-v{model.head['versjon']}"
    copies = {party: f"handlingsplan-{stem}-politisk-{party}.html" for party, _ in model.handled}
    papers = {f"saksframlegg-{stem}-{body.party}-{slug(body.name)}.html": body for body in model.bodies() if body.open}
    made = {name for name in pages if name.startswith("saksframlegg-") or "-politisk-" in name}
    for name in sorted(made - set(copies.values()) - set(papers)):
        yield f"{name} should not be made"
    for name in sorted((set(copies.values()) | set(papers)) - made):
        yield f"{name} is missing"
    for party, bodies in model.handled:
        if copies[party] not in pages:
            continue
        page = Page(pages[copies[party]])
        lines = [line.text() for line in page.root.find("div", "addressee")[0].find("p")]
        should = [f"Til {model.name(party)}", *map(model.on_cover, bodies), *model.concerns(party), *model.pays(party), *model.no_proposal(party)]
        yield from same_lines(f"the cover to {party}", lines, should)
        yield from of_tables(model, page, f"the copy to {party}", party)
        yield from of_way(model, page, f"the copy to {party}")
    for name, body in papers.items():
        if name in pages:
            yield from of_paper(model, body, Page(pages[name]), name)


def same_lines(what, lines, should):
    for line in lines:
        if line not in should:
            yield f"{what} says {line!r}, which is not so"
    for line in should:
        if line not in lines:
            yield f"{what} does not say {line!r}"
    if sorted(lines) == sorted(should):
        yield from differ(f"{what}, the order", lines, should)


def of_tables(model, page, what, own=None):
    note = {"nn": "Dette er kopien dykkar", "nb": "Dette er kopien deres"}[model.language]
    head = lambda party: [model.name(party)] + ([note] if party == own else [])
    should = []
    for party, bodies in model.handled:
        should.append([head(party), *model.in_approvals(party, bodies)])
    rows = page.rows("godkjenningar") or []
    for row, wanted in zip(rows, should):
        yield from differ(f"{what}, the approvals of {wanted[0][0]}", row, wanted)
    yield from differ(f"{what}, the parties with approvals", [row[0] for row in rows], [row[0] for row in should])
    # The meetings: a column for those before the decision and one for that which decides, or one for each name.
    table = page.root.find("table", id="møteplan")
    if not table:
        if any(body.planned for body in model.bodies()):
            yield f"{what} has no meetings"
        return
    heads = [cell.text() for cell in table[0].find("thead")[0].find("th")]
    rows = page.rows("møteplan")
    if heads[1:] == ["Før vedtaket", "Vedtak"]:
        line = lambda body: f"{capital(body.name)}: {model.in_meetings(body)}"
        should = []
        for party, bodies in model.handled:
            cells = [[line(body) for body in bodies if (body.role == "Vedtak") == decides] for decides in (False, True)]
            # A cell's lines stand after each other.
            should.append([head(party), *[["".join(cell)] if cell else ["–"] for cell in cells]])
        yield from differ(f"{what}, how many parties meet", len(rows), len(should))
        for row, wanted in zip(rows, should):
            yield from differ(f"{what}, the meetings of {wanted[0][0]}", row, wanted)
    else:
        by_party = {model.name(party): {capital(body.name): body for body in bodies} for party, bodies in model.handled}
        seen = set()
        for row in rows:
            for name, cell in zip(heads[1:], row[1:]):
                body = by_party[row[0][0]].get(name)
                said = " ".join(cell)
                if body is None:
                    if said not in ("–", ""):
                        yield f"{what}, the meeting of {name} in {row[0][0]}: there is none, and it says {said!r}"
                    continue
                seen.add(body)
                yield from differ(f"{what}, the meeting of {name} in {row[0][0]}", said, model.in_meetings(body))
        for body in model.bodies():
            # Who has no date is told of under the table.
            if body not in seen and model.in_meetings(body) != model.words["unset"]:
                yield f"{what}: the meeting of {body.name} in {model.name(body.party)} is missing"


def of_way(model, page, what, since=None):
    """The way on: of each name of a body the days it has handled the plan and the days to come; in a case paper those to come alone."""
    lines = [line.text() for line in page.root.find("p") if line.text().startswith(model.words["way"])]
    if not any(body.open for body in model.bodies()):
        yield from differ(f"{what}, the way on when nothing is left", lines, [])
        return
    if len(lines) != 1:
        yield f"{what}: {len(lines)} lines tell the way on"
        return
    said = re.sub(r" \((sjå|se) pkt\. \d+\)\.?$", "", lines[0].removeprefix(model.words["way"])).rstrip(".")
    said = set(split_way(said))
    should = set()
    for name in dict.fromkeys(body.name for body in model.bodies()):
        bodies = [body for body in model.bodies() if body.name == name]
        # Where the plan is handled again, that is what is to come.
        handled = sorted(body.last["dato"] for body in bodies if body.state == "ferdig")
        coming = sorted(body.day for body in bodies if body.open and body.day)
        if since is not None:
            handled, coming = [], [own for own in coming if own >= since]
        unset = [body for body in bodies if body.open and not body.day]
        if not handled and not coming and not unset:
            continue
        whole = sorted(handled + coming)
        if not whole:
            should.add(model.words["unset_day"].format(definite(name, model.language)) if len(unset) == 1 else model.words["unset_days"].format(name))
            continue
        text = days(whole[0], whole[-1])
        more = []
        if handled and not coming and not unset:
            more.append("ferdig" if len(handled) == 1 else "alle er ferdige")
        elif handled:
            more.append(model.words["partly"][len(handled) != 1].format(len(handled), len(handled + coming + unset)))
        if unset:
            one = {"nn": "éin", "nb": "én"}[model.language]
            parties = {"nn": "partar", "nb": "parter"}[model.language]
            more.append(f"{model.words['unset_in']} {f'{one} part' if len(unset) == 1 else f'{NUMBERS[len(unset)]} {parties}'}")
        text += f" ({', '.join(more)})" if more else ""
        line = f"{name} {text}"
        should.add(line)
    for extra in sorted(said - should):
        yield f"{what}, the way on says {extra!r}, which is not so (should be one of {sorted(own for own in should if own.split(' ')[0] == extra.split(' ')[0])})"
    for missing in sorted(should - said):
        yield f"{what}, the way on does not say {missing!r}"


def split_way(text):
    parts, depth, own = [], 0, ""
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(own.strip())
            own = ""
        else:
            own += sign
    return parts + [own.strip()]


def of_paper(model, body, page, name):
    facts = page.root.find("p", "facts")[0].find("span", "fact")
    # The number of the case, that of the archive and who prepares it come first, where they are known.
    of_the_archive = ("Saksnr.", "Arkivsak", "Saksbehandlar", "Saksbehandler")
    row = [fact.children[-1].text() for fact in facts if fact.children[0].text().strip().rstrip(":") not in of_the_archive]
    # What is known of the document itself comes after the version.
    row = row[: next((at + 1 for at, said in enumerate(row) if said.startswith(model.words["version"] + " ")), len(row))]
    unset = capital(model.words["unset"])
    should = [f"{capital(body.name)}, {model.name(body.party)}", day(body.day) if body.day else unset, model.task(body), *model.recommendations(body), f"{model.words['version']} {model.head['versjon']}"]
    yield from differ(f"{name}, the case", row, should)
    chapters = page.chapters()
    told = chapters.get("saksframlegg--tidlegare", [""])[1:]
    earlier = model.earlier(body.party)
    # The words of a decision stand under it.
    found = [line for line in told if re.match(r"\S.* \d+\. \w+ \d{4}(, [^:]*)?: .*\.$", line)]
    yield from same_lines(f"{name}, the decisions before", found, earlier)
    lines = chapters.get("saksframlegg--part", [""])[1:]
    pays = [line for line in lines if line.startswith(("Betaler", "I tillegg", "Har betalt", "Planen seier ikkje", "Planen sier ikke"))]
    yield from same_lines(f"{name}, what is paid", pays, list(model.pays(body.party)))
    final = model.decides(body.party)
    yield from of_way(model, page, name, body.day or "")


def of_final(model, before, pages):
    final = [name for name in pages if re.search(r"-(endeleg|endelig|kdd)\.html$", name)]
    for name in final:
        page = Page(pages[name])
        yield from of_tables(model, page, name)
        if name.endswith("kdd.html"):
            yield from of_account(model, before, page.chapters(), name)
    for party, _ in model.handled:
        body = model.decides(party)
        if final and not (body and body.last and body.last["utfall"] in ("Vedteke", "Endra")):
            yield f"a final plan was made, and {party} has not approved it"


def of_account(model, before, chapters, name):
    say = model.words
    if before is None:
        if not any(say["first"] in line for line in chapters["rullering"]):
            yield f"{name}, the account does not say that this is the first plan"
        return

    def goal_name(goal):
        return f"Delmål {goal['nummer']} («{goal['tittel']}»)"

    def small(text):
        return text[:1].lower() + text[1:]

    parts = {key.removeprefix("rullering--"): lines[1:] for key, lines in chapters.items() if key.startswith("rullering--")}
    order = [key for key in parts]
    # What the money is for is told where it is for something else, and new numbers where there are any.
    should = [key for key in ("partar", "delmål", "finansiering", "formål", "nummer", "vedtak", "nye", "endra", "avslutta") if key in parts or key not in ("formål", "nummer", "vedtak")]
    yield from differ(f"{name}, the chapters of the account", order, should)

    # Parties.
    parties = lambda own: [*own.head["framside"], *own.head["avtalepartar"]]
    new = [say["new_party"].format(model.name(party)) for party in parties(model) if party not in parties(before)]
    gone = [say["gone_party"].format(before.name(party)) for party in parties(before) if party not in parties(model)]
    yield from same_sets(f"{name}, the parties", parts["partar"], new + gone or [say["same_parties"]])

    # Delmål.
    should = []
    old = {goal["nummer"]: goal for goal in before.goals}
    kept = set()
    for goal in model.goals:
        source = old.get(goal["var_nummer"] or goal["nummer"])
        if goal["slege_saman_av"]:
            kept.update(goal["slege_saman_av"])
            should.append(say["merged"].format(goal_name(goal), listed([small(goal_name(old[one])) for one in goal["slege_saman_av"]], "og")))
        elif goal["delt_frå"] is not None:
            should.append(say["divided"].format(goal_name(goal), small(goal_name(old[goal["delt_frå"]]))))
        elif source is None:
            should.append(say["new_goal"].format(goal_name(goal)))
        if source is not None and goal["delt_frå"] is None:
            kept.add(source["nummer"])
            if goal["tittel"] != source["tittel"] and not goal["slege_saman_av"]:
                should.append(say["renamed"].format(goal_name(goal), small(goal_name(source))))
            if goal["vekt"] != source["vekt"]:
                should.append(say["weight"].format(goal["nummer"], source["vekt"], goal["vekt"]))
    should += [say["gone_goal"].format(goal_name(goal)) for number, goal in old.items() if number not in kept]
    yield from same_sets(f"{name}, the delmål", parts["delmål"], should or [say["same_goals"]])

    # Money.
    now, then = model.sums(), before.sums()
    should = [money_told(say, year, then[year], now[year]) for year in sorted({*now, *then}) if now[year] != then[year]]
    period = model.head["periode"]
    if sum(now.values()) != sum(then.values()):
        should.append(money_told(say, f"{say['for_whole']} {period['frå']}–{period['til']}", sum(then.values()), sum(now.values())))
    same = say["same_money"] if model.posts() == before.posts() else say["same_sums"]
    if should or parts["finansiering"] not in ([f"{say['same_sums']}."], [say["same_sums"]]):
        yield from same_sets(f"{name}, the money", parts["finansiering"], should or [same])

    # Numbers.
    places = {own["id"]: (goal, own) for goal, own in before.measures()}
    place = lambda goal, own: f"tiltak {goal['nummer']}.{own['nummer']}"
    should, moved = [], {}
    for goal, own in model.measures():
        if own["id"] in places and Model.rolled(places[own["id"]][1])[0] != "Avslutta":
            here, there = place(goal, own), place(*places[own["id"]])
            if here != there:
                moved[own["id"]] = there
                if Model.rolled(own)[0] != "Avslutta":
                    should.append(say["was"].format(capital(here), own["tittel"], there))
    said = [line.rstrip(".") for line in parts.get("nummer", [])]
    yield from same_sets(f"{name}, the new numbers", said, should)

    # What decisions changed.
    should = []
    for party, _ in model.handled:
        final = model.decides(party)
        if final and final.last and final.last["utfall"] == "Endra" and final.last["teke_inn_i"]:
            where = f"{capital(definite(final.name, model.language))} i {model.name(party)}"
            should.append(say["decided_with_changes"].format(where, day(final.last["dato"]), final.last["teke_inn_i"]))
    said = [re.sub(r"(\((sjå|se) ).*", r"\1", line) for line in parts.get("vedtak", [])]
    yield from same_sets(f"{name}, the decisions with changes", said, should)

    # Tiltak.
    titles = {key: own["tittel"] for key, (_, own) in places.items()}
    for key, word, none in (("nye", "Ny", "none_new"), ("endra", "Endra", "none_changed"), ("avslutta", "Avslutta", "none_ended")):
        wanted = [(goal, own) for goal, own in model.measures() if Model.rolled(own)[0] == word]
        said = {anchor.removeprefix("rullering-"): lines for anchor, lines in chapters.items() if re.match(r"rullering-(?!-)", anchor)}
        mine = [anchor for anchor in said if anchor in {own["id"] for _, own in wanted}]
        yield from differ(f"{name}, the tiltak under «{key}»", mine, [own["id"] for _, own in wanted])
        if not wanted:
            yield from same_sets(f"{name}, «{key}»", parts[key], [say[none]])
        for goal, own in wanted:
            if own["id"] not in said:
                continue
            here = place(goal, own)
            heading = f"{capital(here)}: {own['tittel']}"
            if own["id"] in moved and word != "Ny":
                heading += f" ({say['before'].format(moved[own['id']])})"
            lines = said[own["id"]]
            yield from differ(f"{name}, the heading of {own['id']}", lines[0].rstrip("# "), heading)
            more = Model.rolled(own)[1]
            if word != "Ny":
                yield from differ(f"{name}, the reason of {own['id']}", lines[1:2], [more])
                continue
            state = any(post["kjelde"] == "Statleg" and post["formål"] == {"Tiltak": own["id"]} and any(post["beløp"].values()) for post in model.posts())
            text = " ".join(lines[1:])
            # Who has the money of the whole delmål, is not known.
            whole = any(post["kjelde"] == "Statleg" and post["formål"] == {"Delmål": goal["nummer"]} for post in model.posts())
            for sentence in [
                (state or not whole) and say["state"][not state],
                more["delt_frå"] and say["divided_from"].format(titles[more["delt_frå"]]),
                more["slege_saman_av"] and say["merged_of"].format(listed([f"«{titles[one]}»" for one in more["slege_saman_av"]], "og")),
            ]:
                if sentence and sentence not in text:
                    yield f"{name}, {own['id']}: it does not say {sentence!r} but {text!r}"
            if say["state"][state] in text:
                yield f"{name}, {own['id']}: it says {say['state'][state]!r}, which is not so"


def briefly(*amounts):
    """Amounts as they stand in a sentence: in millions where all of them can be told so with one decimal at most."""
    if any(amounts) and all(own == 0 or own % 100000 == 0 and abs(own) >= 1000000 for own in amounts):
        return [f"{own / 1000000:.1f}".removesuffix(".0").replace(".", ",") + " mill. kr" for own in amounts]
    return [f"{figure(own)} kr" for own in amounts]


def money_told(say, years, then, now):
    by, was, is_ = briefly(abs(now - then), then, now)
    if then == 0:
        return say["from_none"].format(is_, years)
    if now == 0:
        return say["to_none"].format(was, years)
    return say["more" if now > then else "less"].format(by, years, was, is_)


def same_sets(what, lines, should):
    # What is alone is a sentence, what is one of many a point.
    lines, should = [line.rstrip(".") for line in lines], [line.rstrip(".") for line in should]
    for line in lines:
        if line not in should:
            yield f"{what}: it says {line!r}, which is not so"
    for line in should:
        if line not in lines:
            yield f"{what}: it does not say {line!r}"
    if len(lines) != len(set(lines)):
        yield f"{what}: something is said twice: {lines}"


def of_rolling(old, new, year):
    """Rolling a plan on: no amount of a year that is past is another, and what was paid for what has ended still stands."""
    old, new = Model(json.loads(old)), Model(json.loads(new))
    then, now = old.sums(), new.sums()
    for past in sorted({*then, *now}):
        if past < year:
            yield from differ(f"rolling, the sum of {past}", now[past], then[past])
    for payer in {post["part"] for post in old.posts()}:
        of = lambda post: post["part"] == payer
        mine, theirs = old.sums(of), new.sums(of)
        for past in sorted(own for own in {*mine, *theirs} if own < year):
            yield from differ(f"rolling, what {payer} has paid in {past}", theirs[past], mine[past])
    left = {own["id"] for _, own in new.measures()}
    gone = {own["id"]: own["tittel"] for _, own in old.measures() if own["id"] not in left}
    for _, own in old.measures():
        ended = Model.rolled(own)[0] == "Avslutta"
        if ended != (own["id"] in gone):
            yield f"rolling: {own['id']} is {'still there' if ended else 'gone'}"
    titles = {post["formål"]["Avslutta"] for post in new.posts() if "Avslutta" in post["formål"]}
    for post in old.posts():
        purpose = post["formål"]
        if purpose.get("Tiltak") in gone and any(amount for at, amount in post["beløp"].items() if int(at) < year) and gone[purpose["Tiltak"]] not in titles:
            yield f"rolling: the money of «{gone[purpose['Tiltak']]}» is no longer in the plan"
    for body in new.bodies():
        if body.own["vedtak"] or body.planned or body.off:
            yield f"rolling: {body.name} in {body.party} has still a meeting or a decision"


def moments(program, folder, seed):
    """Each moment of a history that is to be judged: its name, what was made, the data of the plan before, and whether that has just
    been rolled on and nothing else done."""
    history = History(program, folder, seed)
    draw = random.Random(seed * 7 + 1)
    data = {}
    for plan, before, closed in history.live():
        (folder / "history.txt").write_text("\n".join(history.said) + "\n")
        if isinstance(before, tuple):
            run(program, "bygg", plan, "--format", "data", "--ut", folder / "rolled", "--stille")
            new = next((folder / "rolled").glob("*.json")).read_text()
            shutil.rmtree(folder / "rolled")
            yield f"{plan.name}, just rolled on", new, data[before[0]], True
            continue
        year = int(plan.name[-4:])
        today = (datetime.date(year, 4, 1) + datetime.timedelta(draw.randint(0, 200))).isoformat()
        made = Made(program, plan, folder / "made", today, closed, closed and seed % 10 == 0)
        data[plan] = made.data
        yield plan.name, made, data.get(before), False
    (folder / "history.txt").write_text("\n".join(history.said) + "\n")


def of_moment(made, old, rolled):
    return list(of_rolling(old, made, json.loads(made)["hovud"]["år"]) if rolled else objections(made, old))


def fresh(folder, seed):
    folder = pathlib.Path(folder) / str(seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def judge(program, folder, seed):
    """The objections to one history, and how many moments were judged."""
    folder = fresh(folder, seed)
    found, count = [], 0
    try:
        for name, made, old, rolled in moments(program, folder, seed):
            found += [f"{name}: {one}" for one in of_moment(made, old, rolled)]
            count += 1
    except Refused as refused:
        found.append(f"refused: {refused}")
    if not found:
        shutil.rmtree(folder)
    return seed, found, count


# ---- lies


def in_page(kind, pattern, instead):
    """A lie in the first page of a kind that has something to be put in place of."""

    def tell(made):
        for name in sorted(made.pages):
            if re.search(kind, name):
                text, count = re.subn(pattern, instead, made.pages[name], count=1, flags=re.S)
                if count and text != made.pages[name]:
                    made.pages = made.pages | {name: text}
                    return True
        return False

    return tell


def in_text(what, pattern, instead):
    def tell(made):
        text = re.sub(pattern, instead, getattr(made, what) or "", count=1, flags=re.S)
        changed = text != (getattr(made, what) or "")
        setattr(made, what, text)
        return changed

    return tell


def without(kind):
    def tell(made):
        gone = next((name for name in sorted(made.pages) if re.search(kind, name)), None)
        made.pages = {name: text for name, text in made.pages.items() if name != gone}
        return gone is not None

    return tell


def one_more(found):
    return str(int(found[2]) + 1).join([found[1], found[3]])


SP = "[ \u00a0]"
LIES = [
    ("a meeting in the calendar is on another day", in_text("calendar", r"(DTSTART;VALUE=DATE:\d{6})(\d\d)(\r?\n)", lambda found: f"{found[1]}{int(found[2]) % 27 + 1:02}{found[3]}"), "calendar"),
    ("a meeting that is called off is as any other", in_text("calendar", r"STATUS:CANCELLED\r?\n", ""), "calendar"),
    ("a body that was passed over has done its part", in_text("status", '"forbigått"', '"ferdig"'), "stand"),
    ("there is a day more to a meeting", in_text("status", r'("dagar_att": )(\d+)(,)', one_more), "dagar_att"),
    ("a body that said no on the cover said yes", in_page("-politisk-", r'(class="addressee"(?:(?!</div>).)*?), avvist', r"\1"), "the cover to"),
    ("a party pays another sum", in_page("-politisk-", rf"(class=\"addressee\"(?:(?!</div>).)*?Betaler{SP}[\d\u00a0 ]*?)(\d)({SP}kr)", lambda found: f"{found[1]}{(int(found[2]) + 1) % 10}{found[3]}"), "the cover to"),
    ("a body that is open gets no case paper", without("^saksframlegg-"), "is missing"),
    ("a case paper is for another day", in_page("^saksframlegg-", r'(<p class="facts">(?:(?!</p>).)*?<time datetime="[^"]*">)(\d+)(\.)', one_more), "the case"),
    ("a case paper leaves out what was decided before", in_page("^saksframlegg-", r'(id="saksframlegg--tidlegare".*?)<p>.*?</p>', r"\1"), "the decisions before"),
    ("the version that was adopted is another", in_page(r"-(endeleg|endelig)\.html", r'(id="godkjenningar".*?<span class="note">Versjon.)(\d+)(\.0)', one_more), "the approvals of"),
    ("a party that is new is not told of", in_page(r"-kdd\.html", rf"(id=\"rullering--partar\".*?)<(p|li)>[^<]*{SP}er{SP}ny{SP}part[^<]*</\2>", r"\1"), "the parties"),
    ("a tiltak had another number", in_page(r"-kdd\.html", rf"(id=\"rullering--nummer\".*?{SP}var{SP}tiltak{SP})(\d+)(\.)", one_more), "the new numbers"),
    ("the money of the account is another", in_page(r"-kdd\.html", r'(id="rullering--finansiering"(?:(?!<h\d).)*?)(\d)([ \u00a0]kr)', lambda found: f"{found[1]}{(int(found[2]) + 1) % 10}{found[3]}"), "the money"),
    ("a decision in the package's list is on another day", in_text("list", r"(\n- [^\n]*?: )(\d+)(\. )", one_more), "the package's list"),
]


def more_in_the_past(text):
    """A rolled plan in which a past amount is another."""
    data = json.loads(text)
    for post in (data["hovud"]["finansiering"] or {"postar": []})["postar"]:
        for year in post["beløp"]:
            if int(year) < data["hovud"]["år"]:
                post["beløp"][year] += 1
                return json.dumps(data)
    return None


def lies(program, folder):
    """Tells each lie at the first moment where it can be told, and wants an objection that was not there before."""
    waiting, failed = {name: (tell, wanted) for name, tell, wanted in LIES}, []
    past = True
    for seed in range(60):
        for name, made, old, rolled in moments(program, fresh(folder, seed), seed):
            honest = collections.Counter(of_moment(made, old, rolled))
            if rolled:
                changed = past and more_in_the_past(made)
                if changed:
                    past = False
                    seen = [one for one in of_moment(changed, old, True) if "the sum of" in one]
                    print(f"{'seen' if seen else 'NOT SEEN'}: rolling changes an amount of a year that is past ({seed}, {name})")
                    failed += [] if seen else ["rolling"]
                continue
            for lie, (tell, wanted) in list(waiting.items()):
                told = copy.copy(made)
                if not tell(told):
                    continue
                del waiting[lie]
                new = collections.Counter(objections(told, old)) - honest
                seen = [one for one in new if wanted in one]
                print(f"{'seen' if seen else 'NOT SEEN'}: {lie} ({seed}, {name}){': ' + seen[0][:160] if seen else ''}")
                failed += [] if seen else [lie]
        shutil.rmtree(pathlib.Path(folder) / str(seed))
        if not waiting and not past:
            break
    failed += [f"never told: {lie}" for lie in waiting]
    for one in failed:
        print(f"failed: {one}")
    print(f"{len(LIES) + 1 - len(failed)} of {len(LIES) + 1} lies were seen")
    return not failed


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("folder")
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--lies", action="store_true")
    given = options.parse_args()
    program = str(pathlib.Path(given.program).resolve())
    if given.lies:
        sys.exit(not lies(program, given.folder))
    seeds = range(given.first, given.first + given.count)
    objected, moments = 0, 0
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for seed, found, own in pool.map(judge, [program] * len(seeds), [given.folder] * len(seeds), seeds):
            moments += own
            objected += bool(found)
            for one in found:
                print(f"{seed}: {one}")
    print(f"{len(seeds)} histories, {moments} moments: {objected} with contradictions")
    sys.exit(objected > 0)


if __name__ == "__main__":
    main()
