"""Random plans with random histories, made through the program's own commands (`rullering`, `versjon`, `godkjenn`) and by editing
the plan's files: parties and bodies of every kind, rejections, postponements, meetings called off, bodies that never meet, groups
that pay together, tiltak and delmål that are new, moved, divided, merged and ended, parties in and out, years. The same seed is
the same history."""

import datetime
import pathlib
import random
import re
import subprocess

import ron
from ron import Braces, Word

OUTCOMES = ["vedteke", "endra", "avvist", "utsett", "sendt tilbake", "teke til vitande"]
MUNICIPALITIES = "Dalane Fjorden Granlia Sjøvik Ås Øvre-Lia Hovdal Tverrdal".split()
COUNTIES = ["Øyfylket", "Innfylket"]
ADVICE = {
    "nn": ["ungdomsråd", "eldreråd", "råd for personar med funksjonsnedsetjing"],
    "nb": ["ungdomsråd", "eldreråd", "råd for personer med funksjonsnedsettelse"],
}
COMMITTEES = {"nn": ["hovudutval for næring", "driftsutval", "komité for kultur"], "nb": ["hovedutvalg for næring", "driftsutvalg", "komité for kultur"]}
SOURCES = ["Statleg", "Fylkeskommunal", "Kommunal", "Eigeninnsats", "Anna"]


def merge_posts(posts):
    """Makes amounts of the same purpose, source and payer one post."""
    made = []
    for post in posts:
        same = [own for own in made if (own["formål"], own["kjelde"], own.get("part")) == (post["formål"], post["kjelde"], post.get("part"))]
        if same:
            for at, amount in post["beløp"].items():
                same[0]["beløp"][at] = same[0]["beløp"].get(at, 0) + amount
        else:
            made.append(post)
    posts[:] = made


class Refused(Exception):
    """A command that the program would not do."""


def run(program, *arguments):
    """What the program writes. Refused if it won't."""
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise Refused(f"{' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}")
    return done.stdout


def iso(day):
    return day.isoformat()


class Plan:
    """A plan's folder as values: what is changed is written back by `keep`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.load()

    def load(self):
        self.head = ron.read((self.folder / "plan.ron").read_text())
        self.goals = {name: ron.read((self.folder / name).read_text()) for name in self.head["delmål"]}

    def keep(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for goal in self.goals.values():
            goal["tiltak"] = [*goal["tiltak"]]
        self.head["delmål"] = list(self.goals)
        (self.folder / "plan.ron").write_text(ron.write(self.head) + "\n")
        for name, goal in self.goals.items():
            (self.folder / name).write_text(ron.write(goal) + "\n")
        for old in self.folder.glob("delmaal-*.ron"):
            if old.name not in self.goals:
                old.unlink()

    def measures(self):
        return [(goal, measure) for goal in self.goals.values() for measure in goal["tiltak"]]


class History:
    """One plan's life. `moments` are the folders as they stand when they are to be judged, each with the folder of the plan before."""

    def __init__(self, program, folder, seed):
        self.program, self.folder, self.seed = program, pathlib.Path(folder), seed
        self.random = random.Random(seed)
        self.refused, self.moments, self.said = [], [], []
        self.count = 0

    def chance(self, of):
        return self.random.random() < of

    def do(self, *arguments):
        self.said.append(" ".join(map(str, arguments)).replace(str(self.folder), "…"))
        return run(self.program, *arguments)

    def live(self):
        """Yields each moment as it is reached."""
        year = self.random.choice([2026, 2027])
        closed = self.chance(0.5)
        first = self.folder / f"plan-{year}"
        self.begin(first, year, closed)
        before = None
        rolls = self.random.choice([0, 1, 1, 2]) if not closed else self.random.choice([1, 1, 2])
        for at in range(rolls + 1):
            folder = self.folder / f"plan-{year}"
            self.decisions(folder, year, closed)
            yield folder, before, closed
            if at == rolls:
                return
            before, year = folder, year + 1
            new = self.folder / f"plan-{year}"
            self.do("rullering", folder, new, "--dato", f"{year - 1}-{self.random.choice(['11-03', '12-01'])}", "--av", "Prosjektleiar")
            yield new, (folder, "rolled"), False
            self.changes(new, Plan(folder), year, closed)

    # ---- the first plan

    def begin(self, folder, year, closed):
        draw = self.random
        language = draw.choice(["nn", "nb"])
        self.language = language
        names = draw.sample(MUNICIPALITIES, draw.randint(1, 4))
        parties = [dict(id=name.lower(), namn=f"{name} kommune", rolle=Word("Kommune")) for name in names]
        if self.chance(0.6):
            name = draw.choice(COUNTIES)
            parties.append(dict(id=name.lower(), namn=f"{name} fylkeskommune", rolle=Word("Fylkeskommune")))
        own = [party["id"] for party in parties]
        self.own = own
        parties.append(dict(id="direktoratet", namn="Husdirektoratet", rolle=Word("Stat")))
        parties.append(dict(id="laget", namn="Næringslaget"))
        self.groups = []
        for at in range(draw.choice([0, 1, 1, 2]) if len(own) > 1 else 0):
            members = draw.sample(own, draw.randint(2, len(own)))
            group = dict(id=f"gruppe-{at + 1}", namn=["Bygdekommunane", "Fjordrådet"][at], medlemmer=members)
            if self.chance(0.5):
                group["fordeling"] = self.shares(members)
            parties.append(group)
            self.groups.append(group["id"])
        front = draw.sample(own, draw.randint(max(1, len(own) - 1), len(own)))
        others = [one for one in own if one not in front]
        head = dict(
            språk=Word(language),
            kortnamn="prøve",
            undertittel="oppfølging av",
            avtale="Bygdevekstavtale for øya",
            år=year,
            periode=dict(frå=year, til=year + 3),
            versjon="0.1",
            partar=parties,
            framside=front,
        )
        if others:
            head["avtalepartar"] = others
        head["logg"] = [dict(versjon="0.1", dato=f"{year}-01-{draw.randint(10, 28)}", status="Utkast", endra_av="Prosjektleiar")]
        if self.chance(0.3):
            # A plan of the year before, and a draft of which only the month is known.
            head["logg"][:0] = [dict(versjon="0.01", dato=f"{year - 1}-{draw.choice(['05-03', '11'])}", status="Skisse", endra_av="Prosjektleiar")]
        head["seksjonar"] = [
            dict(tittel="Planen på éi side", innhald=[Word("Oversyn")]),
            dict(nummer=1, tittel="Innleiing", innhald=[Word("Tekst", ["Dette er ein plan."])]),
            dict(nummer=2, tittel="Tiltak", innhald=[Word("Delmål", dict(oversyn=Word("true")))]),
            dict(nummer=3, tittel="Handsaming", innhald=[Word("Møteplan")]),
            dict(nummer=4, tittel="Finansiering", innhald=[Word("Finansiering")]),
            dict(nummer=5, tittel="Godkjenning", innhald=[Word("Godkjenningar")]),
            dict(tittel="Kven gjer kva", innhald=[Word("Ansvar")]),
        ]
        head["framlegg"] = f"Planen for {year} blir vedteken."
        if self.chance(0.5):
            head["saksfrist"] = draw.choice([7, 10, 14])
        plan = Plan.__new__(Plan)
        plan.folder, plan.head, plan.goals = folder, head, {}
        goals = draw.randint(1, 3)
        for number in range(1, goals + 1):
            plan.goals[f"delmaal-{number}.ron"] = dict(
                nummer=number,
                tittel=f"{draw.choice(['Fleire', 'Betre', 'Nye'])} {['bustader', 'arbeidsplassar', 'vegar'][number - 1]}",
                vekt=0,
                hovudmål="Alle skal ha det bra.",
                tiltak=[self.measure(at + 1, year, head) for at in range(draw.randint(1, 4))],
            )
        self.weigh(plan)
        self.money(plan, year)
        self.bodies(plan, year, closed)
        plan.keep()

    def shares(self, members):
        left, shares = 100, []
        for at, member in enumerate(members):
            share = left if at == len(members) - 1 else self.random.randint(0, left)
            left -= share
            shares.append(dict(part=member, prosent=share))
        return shares

    def measure(self, number, year, head, title=None):
        draw = self.random
        self.count += 1
        ids = [party["id"] for party in head["partar"] if party["id"] in self.own + self.groups + ["laget", "direktoratet"]]
        leads = draw.sample(ids, draw.randint(1, min(2, len(ids))))
        helps = draw.sample([one for one in ids if one not in leads], draw.randint(0, min(2, len(ids) - len(leads))))
        start = draw.randint(head["periode"]["frå"], year)
        words = draw.choice(["Kartlegging", "Tomter", "Tunet", "Vegen", "Skulen", "Kaia", "Fagbrev", "Husbanken"])
        return dict(
            id=f"tiltak-{self.count}",
            nummer=number,
            tittel=title or f"{words} {self.count}",
            hovudansvarleg=dict(partar=leads),
            samarbeidspartar=dict(partar=helps) if helps else {},
            tidsramme=Word("År", dict(frå=start, til=draw.randint(start, head["periode"]["til"]))),
            bolkar=[dict(overskrift="Utfordring", tekst="Det manglar mykje.")],
        )

    def weigh(self, plan):
        count = len(plan.goals)
        weights = [100 // count] * count
        for _ in range(self.random.randint(0, 3)):
            a, b = self.random.randrange(count), self.random.randrange(count)
            weights[a] -= 5
            weights[b] += 5
        weights[0] += 100 - sum(weights)
        for goal, weight in zip(plan.goals.values(), weights):
            goal["vekt"] = weight

    def amounts(self, first, last):
        years = [year for year in range(first, last + 1) if self.chance(0.6)] or [last]
        return Braces({year: self.random.choice([self.random.randint(1, 40) * 25, self.random.randint(1, 999)]) * self.scale for year in years})

    def post(self, plan, purpose, first):
        post = dict(formål=purpose, kjelde=Word(self.random.choice(SOURCES)))
        payers = [party for party in plan.head["partar"] if party["id"] in self.own + self.groups + ["direktoratet"]]
        if self.chance(0.8):
            payer = self.random.choice(payers)
            kind = payer["rolle"].name if "rolle" in payer else "Kommune"
            # Who pays decides whose money it is.
            own = dict(Kommune="Kommunal", Fylkeskommune="Fylkeskommunal", Stat="Statleg")[kind]
            post["kjelde"] = Word(self.random.choice([own, own, "Eigeninnsats"]))
            post["part"] = payer["id"]
        post["beløp"] = self.amounts(first, plan.head["periode"]["til"])
        return post

    def add(self, plan, post):
        """A post, unless one has the same purpose, source and payer."""
        key = lambda own: (own["formål"], own["kjelde"], own.get("part"))
        posts = plan.head["finansiering"]["postar"]
        if all(key(own) != key(post) for own in posts):
            posts.append(post)

    def money(self, plan, year):
        self.scale = 1
        plan.head["finansiering"] = dict(postar=[])
        if self.chance(0.3):
            plan.head["finansiering"] = dict(eining=Word("TusenKroner"), postar=[])
        else:
            self.scale = self.random.choice([1, 1000])
        for goal, measure in plan.measures():
            for _ in range(self.random.choice([0, 1, 1, 2])):
                self.add(plan, self.post(plan, Word("Tiltak", [measure["id"]]), year))
        for goal in plan.goals.values():
            if self.chance(0.3) or not plan.head["finansiering"]["postar"]:
                self.add(plan, self.post(plan, Word("Delmål", [goal["nummer"]]), year))

    # ---- bodies and decisions

    def bodies(self, plan, year, closed):
        handled = []
        for party in plan.head["partar"]:
            role = party.get("rolle")
            if role not in (Word("Kommune"), Word("Fylkeskommune")) or party["id"] not in plan.head["framside"] + plan.head.get("avtalepartar", []):
                continue
            handled.append(dict(part=party["id"], organ=self.bodies_of(role == Word("Fylkeskommune"), year, closed)))
            if self.chance(0.2):
                handled[-1]["saksfrist"] = self.random.choice([5, 21])
            if self.chance(0.15):
                handled[-1]["arkivsak"] = f"{year % 100}/{self.random.randint(100, 999)}"
        plan.head["handsaming"] = handled

    def bodies_of(self, county, year, closed):
        draw = self.random
        names = draw.sample(ADVICE[self.language], draw.choice([0, 0, 1, 2]))
        names += draw.sample(COMMITTEES[self.language], draw.choice([0, 0, 1]))
        if self.chance(0.8):
            names.append(("fylkesutval" if self.language == "nn" else "fylkesutvalg") if county else "formannskap")
        final = "fylkesting" if county else draw.choice(["kommunestyre", "kommunestyre", "bystyre"])
        names.insert(len(names) if self.chance(0.85) else draw.randint(0, len(names)), final)
        day = datetime.date(year, 4, 20) + datetime.timedelta(draw.randint(0, 20))
        bodies = []
        for name in names:
            body = dict(organ=name)
            # The one that decides stands last, or says so.
            if name == final and (names[-1] != final or self.chance(0.1)):
                body["rolle"] = Word("Vedtak")
            elif self.chance(0.12) and name != final:
                body["rolle"] = Word(draw.choice(["Innstilling", "Uttale"]))
            day += datetime.timedelta(draw.randint(1, 12))
            if self.chance(0.85):
                body["planlagt"] = iso(day)
                if self.chance(0.1):
                    body["avlyst"] = Word("true")
            bodies.append(body)
        if not closed and self.chance(0.06):
            # Nobody decides.
            for body in bodies:
                if not body["organ"] in ADVICE[self.language] or "rolle" in body:
                    body["rolle"] = Word(draw.choice(["Innstilling", "Uttale"]))
        if self.chance(0.08):
            # What was decided of an older plan, or of an early draft, stands there still.
            body = draw.choice(bodies)
            body["vedtak"] = [dict(dato=f"{year - draw.choice([0, 1])}-{draw.choice(['01-29', '02-03', '12-15'])}", sak="PS 1/1")]
            if body["vedtak"][0]["dato"] > f"{year}-03":
                body["vedtak"][0]["dato"] = f"{year - 1}-12-15"
        return bodies

    def decisions(self, folder, year, closed):
        """Versions, and the decisions of the bodies, day by day."""
        draw = self.random
        day = datetime.date(year, 3, 1)
        number = 1
        political = self.chance(0.35)
        # Most plans are sent out as a version of their own.
        if closed or political or self.chance(0.8):
            number += 1
            self.version(folder, f"{number}.0", day + datetime.timedelta(draw.randint(0, 20)), political)
        rounds = draw.randint(1, 3)
        for turn in range(rounds):
            plan = Plan(folder)
            todo = []
            for handled in plan.head["handsaming"]:
                for body in handled["organ"]:
                    if body.get("avlyst") or self.chance(0.35):
                        continue
                    when = body.get("planlagt")
                    if when is None:
                        if self.chance(0.7):
                            continue
                        when = iso(datetime.date(year, 6, 1) + datetime.timedelta(draw.randint(0, 20)))
                    decided = [own["dato"] for own in body.get("vedtak", [])]
                    if decided and max(decided) >= when:
                        if self.chance(0.8):
                            continue
                        when = iso(datetime.date.fromisoformat(max(decided)) + datetime.timedelta(draw.randint(1, 20)))
                    if self.chance(0.1):
                        when = iso(datetime.date.fromisoformat(when) + datetime.timedelta(draw.randint(1, 5)))
                    todo.append((when, handled["part"], body["organ"]))
            for when, party, body in sorted(todo):
                if self.chance(0.06):
                    number += 1
                    self.version(folder, f"{number}.0", datetime.date.fromisoformat(when), political and self.chance(0.6))
                self.decide(folder, party, body, when)
        # Meetings that are called off, or set anew, by hand.
        if self.chance(0.5):
            plan = Plan(folder)
            for handled in plan.head["handsaming"]:
                for body in handled["organ"]:
                    if self.chance(0.12):
                        body.pop("avlyst", None)
                        if "planlagt" in body and self.chance(0.6):
                            body["avlyst"] = Word("true")
                        else:
                            body["planlagt"] = iso(datetime.date(year, 8, 20) + datetime.timedelta(draw.randint(0, 30)))
            plan.keep()
        if closed:
            self.close(folder, year, number, political)

    def decide(self, folder, party, body, when, outcome=None, must=False):
        draw = self.random
        outcome = outcome or draw.choices(OUTCOMES, [50, 12, 12, 12, 7, 7])[0]
        arguments = ["--organ", body, "--dato", when, "--utfall", outcome]
        if self.chance(0.8):
            arguments += ["--sak", f"PS {draw.randint(1, 99)}/{when[2:4]}"]
        if outcome in ("utsett", "sendt tilbake", "avvist") and self.chance(0.6):
            arguments += ["--ny-dato", iso(datetime.date.fromisoformat(when) + datetime.timedelta(draw.randint(1, 40)))]
        if outcome == "endra" and self.chance(0.5):
            arguments += ["--endring", "Tiltak 1 tek til seinare."]
        if self.chance(0.15):
            arguments += ["--tekst", "Planen er drøfta."]
        try:
            self.do("godkjenn", folder, party, *arguments)
        except Refused as refused:
            self.refused.append(str(refused))
            if must or self.chance(0.5):
                self.by_hand(folder, party, body, when, outcome, must)

    def by_hand(self, folder, party, body, when, outcome, current):
        """What the program would not write: a decision about a draft, or a second one about the same version."""
        plan = Plan(folder)
        handled = next(own for own in plan.head["handsaming"] if own["part"] == party)
        own = next(own for own in handled["organ"] if own["organ"] == body)
        if any(old["dato"] >= when for old in own.get("vedtak", [])):
            return
        names = dict(zip(OUTCOMES, ["Vedteke", "Endra", "Avvist", "Utsett", "SendtTilbake", "TekeTilVitande"]))
        decision = dict(dato=when, sak=f"PS {self.random.randint(1, 99)}/{when[2:4]}", utfall=Word(names[outcome]))
        if current or self.chance(0.5):
            decision["versjon"] = plan.head["versjon"]
        own["vedtak"] = [*own.get("vedtak", []), decision]
        plan.keep()
        self.said.append(f"by hand: {party} {body} {when} {outcome}")

    def version(self, folder, number, day, political):
        more = ["--politisk"] if political else []
        try:
            self.do("versjon", folder, number, "--status", "Til handsaming", "--av", "Prosjektleiar", "--dato", iso(day), *more)
        except Refused as refused:
            self.refused.append(str(refused))

    def close(self, folder, year, number, political):
        """Every party adopts the plan, and there is a last version."""
        day = datetime.date(year, 10, 1)
        if political or self.chance(0.3):
            number += 1
            self.version(folder, f"{number}.0", day, political)
        for handled in Plan(folder).head["handsaming"]:
            bodies = handled["organ"]
            said = [body for body in bodies if body.get("rolle") == Word("Vedtak")]
            plain = [body for body in bodies if "rolle" not in body and body["organ"] not in ADVICE[self.language]]
            body = (said or plain)[-1]
            self.decide(folder, handled["part"], body["organ"], iso(day + datetime.timedelta(self.random.randint(0, 9))), "vedteke", must=True)
        self.version(folder, f"{number + 1}.0", datetime.date(year, 10, 20), False)

    # ---- the next plan

    def changes(self, folder, old, year, closed):
        draw = self.random
        plan = Plan(folder)
        period = plan.head["periode"]
        reason = "Arbeidet synte at det trongst."
        for goal, measure in plan.measures():
            if self.chance(0.3):
                what = draw.choice(["title", "text", "years"])
                if what == "title":
                    measure["tittel"] += " og meir"
                elif what == "text":
                    measure["bolkar"][0]["tekst"] = f"Det manglar meir enn i {year - 1}."
                else:
                    limits = measure["tidsramme"].inner
                    limits["til"] = period["til"] if limits["til"] != period["til"] else max(limits["frå"], limits["til"] - 1)
                    if limits == old_limits(old, measure["id"]):
                        continue
                measure["rullering"] = Word("Endra", [reason])
        if self.chance(0.5) and len(plan.measures()) > 1:
            measure = draw.choice(plan.measures())[1]
            measure["rullering"] = Word("Avslutta", ["Det er gjort."])
            for post in plan.head["finansiering"]["postar"]:
                if post["formål"] == Word("Tiltak", [measure["id"]]):
                    post["beløp"] = Braces({at: amount for at, amount in post["beløp"].items() if at < year})
        moved = self.chance(0.4)
        if moved:
            self.move(plan, reason)
        if self.chance(0.3):
            self.merge(plan, year)
        if self.chance(0.3):
            self.divide(plan, year)
        for goal in plan.goals.values():
            if self.chance(0.4):
                new = self.measure(max((own["nummer"] for own in goal["tiltak"]), default=0) + 1, year, plan.head)
                new["rullering"] = Word("Ny", {})
                goal["tiltak"].append(new)
                if self.chance(0.6):
                    self.add(plan, self.post(plan, Word("Tiltak", [new["id"]]), year))
        self.change_goals(plan, year, not moved)
        if self.chance(0.4):
            self.weigh(plan)
        for post in plan.head["finansiering"]["postar"]:
            if post["formål"].name != "Avslutta" and self.chance(0.3) and not ended(plan, post["formål"]):
                past = {at: amount for at, amount in post["beløp"].items() if at < year}
                post["beløp"] = Braces(past | self.amounts(year, period["til"]))
        plan.head["finansiering"]["postar"] = [post for post in plan.head["finansiering"]["postar"] if post["beløp"]]
        self.change_parties(plan)
        for group in plan.head["partar"]:
            if group["id"] in self.groups and self.chance(0.2):
                if group.pop("fordeling", None) is None:
                    group["fordeling"] = self.shares(group["medlemmer"])
        plan.head["framlegg"] = f"Planen for {year} blir vedteken."
        self.bodies(plan, year, closed)
        plan.keep()

    def free(self, plan):
        """The tiltak that nothing else has happened to."""
        return [(goal, own) for goal, own in plan.measures() if own.get("rullering") == Word("Vidareført")]

    def move(self, plan, reason):
        if len(plan.goals) < 2 or not self.free(plan):
            return
        goal, measure = self.random.choice(self.free(plan))
        if len(goal["tiltak"]) < 2:
            return
        other = self.random.choice([own for own in plan.goals.values() if own is not goal])
        goal["tiltak"].remove(measure)
        renumber(goal)
        other["tiltak"].append(measure)
        renumber(other)
        if self.chance(0.5):
            measure["tittel"] += ", ny stad"
        measure["rullering"] = Word("Endra", [reason])

    def merge(self, plan, year):
        free = self.free(plan)
        if len(free) < 2:
            return
        pair = self.random.sample(free, 2)
        goal = pair[0][0]
        if any(len(own["tiltak"]) < 3 for own, _ in pair):
            return
        ids = [measure["id"] for _, measure in pair]
        new = self.measure(0, year, plan.head)
        new["rullering"] = Word("Ny", dict(slege_saman_av=ids))
        for own, measure in pair:
            own["tiltak"].remove(measure)
        goal["tiltak"].append(new)
        for own in plan.goals.values():
            renumber(own)
        posts = plan.head["finansiering"]["postar"]
        for post in posts:
            if post["formål"].name == "Tiltak" and post["formål"].inner[0] in ids:
                post["formål"] = Word("Tiltak", [new["id"]])
        merge_posts(posts)

    def divide(self, plan, year):
        free = self.free(plan)
        if not free:
            return
        goal, measure = self.random.choice(free)
        new = self.measure(0, year, plan.head)
        new["rullering"] = Word("Ny", dict(delt_frå=measure["id"]))
        goal["tiltak"].append(new)
        renumber(goal)
        measure["bolkar"][0]["tekst"] = "Ein del av det er skild ut."
        measure["rullering"] = Word("Endra", ["Ein del er eit eige tiltak."])

    def change_goals(self, plan, year, merge):
        draw = self.random
        goals = list(plan.goals.values())
        if self.chance(0.25):
            draw.choice(goals)["tittel"] += " for alle"
        number = max(goal["nummer"] for goal in goals) + 1
        if self.chance(0.3) and number < 6:
            new = dict(nummer=number, tittel=f"Meir kompetanse {year}", vekt=0, hovudmål="Alle skal kunna meir.", tiltak=[])
            tiltak = self.measure(1, year, plan.head)
            tiltak["rullering"] = Word("Ny", {})
            new["tiltak"].append(tiltak)
            if self.chance(0.4):
                new["delt_frå"] = draw.choice(goals)["nummer"]
                if any("delt_frå" in own for own in goals):
                    del new["delt_frå"]
            plan.goals[f"delmaal-{number}.ron"] = new
            self.weigh(plan)
        elif merge and self.chance(0.3) and len(goals) > 1:
            # The last one goes into the one before.
            name, gone = list(plan.goals.items())[-1]
            into = goals[-2]
            if "slege_saman_av" in into or any(own.get("delt_frå") == gone["nummer"] for own in goals):
                return
            del plan.goals[name]
            into["slege_saman_av"] = [into["nummer"], gone["nummer"]]
            for own in gone["tiltak"]:
                if own.get("rullering") == Word("Vidareført"):
                    own["rullering"] = Word("Endra", ["Delmåla er slegne saman."])
            into["tiltak"] += gone["tiltak"]
            renumber(into)
            for post in plan.head["finansiering"]["postar"]:
                if post["formål"] == Word("Delmål", [gone["nummer"]]):
                    post["formål"] = Word("Delmål", [into["nummer"]])
            merge_posts(plan.head["finansiering"]["postar"])
            self.weigh(plan)

    def change_parties(self, plan):
        draw = self.random
        if self.chance(0.35):
            known = [party["id"] for party in plan.head["partar"]]
            name = draw.choice([one for one in MUNICIPALITIES if one.lower() not in known])
            plan.head["partar"].append(dict(id=name.lower(), namn=f"{name} kommune", rolle=Word("Kommune")))
            plan.head["framside"].append(name.lower())
            self.own.append(name.lower())
            if self.chance(0.5):
                own = draw.choice(plan.measures())[1]
                if own.get("rullering") != Word("Vidareført"):
                    own["samarbeidspartar"] = dict(partar=[*own["samarbeidspartar"].get("partar", []), name.lower()])
        if self.chance(0.3) and len(plan.head["framside"]) > 1:
            gone = draw.choice(plan.head["framside"])
            plan.head["framside"].remove(gone)
            self.own.remove(gone)
            # It stays in the register, for what it has paid.
            for group in plan.head["partar"]:
                if group["id"] in self.groups and gone in group["medlemmer"] and len(group["medlemmer"]) > 2 and self.chance(0.5):
                    group["medlemmer"].remove(gone)
                    if "fordeling" in group:
                        group["fordeling"] = self.shares(group["medlemmer"])


def old_limits(old, measure):
    return next(own["tidsramme"].inner for _, own in old.measures() if own["id"] == measure)


def ended(plan, purpose):
    return purpose.name == "Tiltak" and any(
        own["id"] == purpose.inner[0] and getattr(own.get("rullering"), "name", "") == "Avslutta" for _, own in plan.measures()
    )


def renumber(goal):
    for at, measure in enumerate(goal["tiltak"]):
        measure["nummer"] = at + 1
