// The policy a second time, written from the rules in words and not from the table of src/access/policy.cpp.
// Reads every decision of the program (a line each) and names each one it would have taken differently.
// usage: node policy_oracle.mjs PRODUCT [--plant]     --plant: turns every line round, and some alone, and checks that each is noticed
//        node policy_oracle.mjs --together PRODUCT    what two roles and two ties make together, with every way of having signed in
import { readFileSync } from "node:fs";

const ROLES = ["key_worker", "class_teacher", "subject_teacher", "phase_lead", "senco", "dsl", "senior_leader", "head", "office",
  "medical", "cover", "volunteer", "governor", "trust_officer", "data_protection", "it", "service"];
const TIES = ["school", "assigned", "teaches_class", "teaches", "year", "duty", "cover", "trip", "supervises", "glass"];
const ACTS = ["see", "add", "correct", "release", "sign", "decide"];

// ---- who is who
const isAdult = (p) => p.role !== "service";
const isDsl = (p) => p.role === "dsl";
const isHead = (p) => p.role === "head";
const isSenco = (p) => p.role === "senco";
const isLeader = (p) => p.role === "senior_leader";
const isOffice = (p) => p.role === "office";
const isMedical = (p) => p.role === "medical";
const isTeacher = (p) => ["class_teacher", "subject_teacher", "phase_lead"].includes(p.role);
const isPassing = (p) => p.role === "cover" || p.role === "volunteer";
const hasNoBusinessWithPupils = (p) => ["governor", "trust_officer", "data_protection", "it", "service"].includes(p.role);
const worksWithPupils = (p) => !hasNoBusinessWithPupils(p);

// ---- how they stand to this pupil
const isTheirKeyWorker = (p) => p.role === "key_worker" && p.tie === "assigned";
/** Class teacher of the pupil, or lead of the pupil's year: the two that guidance names side by side on every row. */
const hasThemAsTheirOwn = (p) =>
  (p.role === "class_teacher" && p.tie === "teaches_class") ||
  (p.role === "phase_lead" && (p.tie === "teaches_class" || p.tie === "year"));
const teachesThem = (p) => isTeacher(p) && (p.tie === "teaches_class" || p.tie === "teaches");
const supportsThemInClass = (p) => p.role === "key_worker" && (p.tie === "teaches_class" || p.tie === "teaches");
const hasThemInFrontToday = (p) => worksWithPupils(p) && ["duty", "cover", "trip"].includes(p.tie);
const isOnTheVisit = (p) => p.tie === "trip" && (isTeacher(p) || p.role === "key_worker" || isLeader(p));
const managesTheirKeyWorker = (p) => p.tie === "supervises" && (p.role === "class_teacher" || p.role === "phase_lead");
/** Broke the glass: everybody who works with pupils but those who are let past every table anyway, and those who only help. */
const brokeTheGlass = (p) => p.tie === "glass" && opensGlass(p.role);
const opensGlass = (role) => worksWithPupils({ role }) && !["dsl", "head", "volunteer"].includes(role);
const isInCharge = (p) =>
  isTheirKeyWorker(p) || hasThemAsTheirOwn(p) || teachesThem(p) || supportsThemInClass(p) || hasThemInFrontToday(p);
const safeguards = (p) => isDsl(p) || isHead(p);

// ---- reading, one rule a class
const sees = {
  // all staff; those who pass through see who is in front of them
  C0: (p) => (worksWithPupils(p) && (!isPassing(p) || hasThemInFrontToday(p))) || brokeTheGlass(p),
  // whoever is in charge of the child, and those in charge of the whole school or its front door
  C1: (p) => isInCharge(p) || isSenco(p) || safeguards(p) || isLeader(p) || isOffice(p) || isMedical(p) || brokeTheGlass(p),
  C2: (p) => brokeTheGlass(p) || isOffice(p) || hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p) || isTheirKeyWorker(p),
  C3: (p) => isTheirKeyWorker(p) || hasThemAsTheirOwn(p) || isSenco(p) || isLeader(p) || safeguards(p) || managesTheirKeyWorker(p),
  // as C3, and whoever teaches the pupil
  C4: (p) => sees.C3(p) || teachesThem(p),
  // everyone who teaches, supports or covers; never the office
  C5: (p) => brokeTheGlass(p) || (!isOffice(p) && (isInCharge(p) || isSenco(p) || safeguards(p) || isLeader(p))),
  C6: (p) => isTheirKeyWorker(p) || hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p),
  // as C6, the medical lead, and staff on the visit
  C7: (p) => sees.C6(p) || isMedical(p) || isOnTheVisit(p) || brokeTheGlass(p),
  // key workers only when the plan names them, which no relation says
  C8: (p) => isSenco(p) || safeguards(p),
  C9: (p) => safeguards(p),
  C10: (p) => isHead(p),
  C11: (p) => safeguards(p),
  C12: (p) => isHead(p) || p.role === "data_protection",
};

// ---- writing: any adult may tell; the rest belongs to whoever looks after that part of the child's file
const adds = {
  C0: (p) => isOffice(p) || isHead(p),
  C1: (p) => isTheirKeyWorker(p) || hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p) || isOffice(p) || isMedical(p),
  C2: (p) => isOffice(p) || isSenco(p) || safeguards(p),
  C3: worksWithPupils,
  C4: isAdult,
  C5: (p) => isTheirKeyWorker(p) || hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p),
  // and any key worker the sessions they gave: groups are made across caseloads
  C6: (p) => adds.C5(p) || p.role === "key_worker",
  C7: isAdult,
  C8: (p) => isTheirKeyWorker(p) || isSenco(p) || safeguards(p),
  C9: isAdult,
  C10: isAdult,
  C11: (p) => safeguards(p),
  C12: () => false,
};

// ---- a new version of somebody else's words: who leads that part of the child's file
const corrects = {
  C0: (p) => isOffice(p) || isHead(p),
  C1: (p) => isMedical(p) || hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p),
  C2: (p) => isOffice(p) || isSenco(p) || safeguards(p),
  C3: (p) => hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p),
  C4: (p) => corrects.C3(p),
  C5: (p) => corrects.C3(p) || isTheirKeyWorker(p),
  C6: (p) => corrects.C3(p),
  C7: (p) => isMedical(p) || isSenco(p) || safeguards(p),
  C8: (p) => isSenco(p) || safeguards(p),
  C9: safeguards,
  C10: isHead,
  C11: safeguards,
  C12: () => false,
};

// ---- to somebody outside: those who speak for the school, and of notes the teacher who speaks with home
const speaksForTheSchool = (p) => isSenco(p) || isLeader(p) || safeguards(p);
const releases = {
  C0: (p) => speaksForTheSchool(p) || isOffice(p),
  C1: (p) => speaksForTheSchool(p) || isOffice(p) || isMedical(p) || hasThemAsTheirOwn(p),
  C2: (p) => isOffice(p) || isSenco(p) || safeguards(p),
  C3: (p) => speaksForTheSchool(p) || hasThemAsTheirOwn(p),
  C4: (p) => releases.C3(p),
  C5: (p) => releases.C3(p),
  C6: (p) => isSenco(p) || safeguards(p),
  C7: (p) => isSenco(p) || safeguards(p) || isMedical(p),
  C8: (p) => isSenco(p) || safeguards(p),
  C9: safeguards,
  C10: isHead,
  C11: safeguards,
  C12: isHead,
};

// ---- approve, restrict, move, close
const decides = {
  C0: (p) => isOffice(p) || isHead(p),
  C1: (p) => isSenco(p) || safeguards(p) || isMedical(p),
  C2: (p) => isOffice(p) || safeguards(p),
  C3: (p) => speaksForTheSchool(p) || hasThemAsTheirOwn(p) || managesTheirKeyWorker(p),
  C4: (p) => decides.C3(p),
  C5: (p) => isSenco(p) || safeguards(p) || hasThemAsTheirOwn(p),
  C6: (p) => isSenco(p) || safeguards(p),
  C7: (p) => isSenco(p) || safeguards(p) || isMedical(p),
  C8: (p) => isSenco(p) || safeguards(p),
  C9: safeguards,
  C10: isHead,
  C11: safeguards,
  C12: () => false,
};

// ---- a colleague's work countersigned: whoever decides on it; of support, also whoever has the pupil as their own and directs that work
const signs = Object.fromEntries(Object.keys(decides).map((c) => [c, (p) => decides[c](p)]));
signs.C6 = (p) => hasThemAsTheirOwn(p) || isSenco(p) || safeguards(p);

const byAct = { see: sees, add: adds, correct: corrects, release: releases, sign: signs, decide: decides };
const CLASSES = Object.keys(sees);

// ---- deeds that are not about one pupil's information
const couldEver = (role, act, classes) => TIES.some((tie) => classes.some((c) => byAct[act][c]({ role, tie })));
const CHRONOLOGY = CLASSES.slice(3, 12);
const may = {
  pupil_find: (r) => couldEver(r, "see", ["C0"]),
  card_read: (r) => couldEver(r, "see", ["C1"]),
  contacts_read: (r) => couldEver(r, "see", ["C2"]),
  chronology_read: (r) => couldEver(r, "see", CHRONOLOGY),
  record_add: (r) => couldEver(r, "add", CLASSES),
  record_correct: (r) => couldEver(r, "correct", CLASSES),
  record_sign: (r) => couldEver(r, "sign", CLASSES),
  record_decide: (r) => couldEver(r, "decide", CLASSES),
  // whoever may decide what becomes of a concern may deal with them
  concern_triage: (r) => couldEver(r, "decide", ["C9"]),
  item_share: (r) => couldEver(r, "decide", ["C9"]),
  glass_open: (r) => opensGlass(r),
  entries_own: (r) => r !== "service",
  staff_administer: (r) => r === "it" || r === "head",
  relations_administer: (r) => r === "senco" || r === "senior_leader" || r === "head" || r === "office",
  people_import: (r) => r === "office" || r === "head" || r === "service",
  kinds_administer: (r) => r === "senco" || r === "dsl" || r === "head",
  school_administer: (r) => r === "senior_leader" || r === "head" || r === "office" || r === "it",
  audit_read: (r) => r === "head" || r === "data_protection",
  export_everything: (r) => r === "head",
  token_make: (r) => r !== "service",
  numbers_read: (r) => !["key_worker", "class_teacher", "subject_teacher", "office", "medical", "cover", "volunteer",
    "data_protection", "it", "service"].includes(r),
  // the head, and among governors the chair
  conduct_decide: (r) => r === "head" || r === "governor",
  glass_review: (r) => ["senco", "dsl", "head", "senior_leader", "class_teacher", "phase_lead"].includes(r),
  // a colleague's pay is for the office that pays it and the head who answers for it
  pay_keep: (r) => r === "office" || r === "head",
  // whoever plans support for the whole school, or answers for its money
  costs_read: (r) => r === "senco" || r === "head",
};

// One administrator alone must not make a reader of the whole school, a reader of the log, or another maker of accounts.
const SERIOUS = CLASSES.slice(3);
const sensitive = (role) => SERIOUS.some((c) => sees[c]({ role, tie: "school" })) || may.staff_administer(role);

/** Every line the program should have printed. */
function expected() {
  const lines = [];
  const bit = (yes) => (yes ? "1" : "0");
  for (const role of ROLES) {
    for (const tie of TIES)
      for (const c of CLASSES) for (const act of ACTS) lines.push(`cell ${role} ${tie} ${c} ${act} ${bit(byAct[act][c]({ role, tie }))}`);
    for (const deed of Object.keys(may)) lines.push(`may ${role} ${deed} ${bit(may[deed](role))}`);
    lines.push(`sensitive ${role} ${bit(sensitive(role))}`);
  }
  CLASSES.forEach((c, n) => {
    const grave = n >= 8;
    lines.push(`class ${c} sign_in ${n < 2 ? 0 : grave ? 2 : 1}`, `class ${c} hidden ${bit(grave)}`, `class ${c} durable ${bit(grave)}`);
  });
  return lines;
}

const questionOf = (line) => line.slice(0, line.lastIndexOf(" "));
/** Every question answered differently, missing, asked twice or unknown. */
function differences(want, lines) {
  const found = [];
  const asked = new Set();
  for (const line of lines) {
    const question = questionOf(line);
    if (asked.has(question)) found.push(`asked twice: ${question}`);
    asked.add(question);
    if (!want.has(question)) found.push(`unknown: ${line}`);
    else if (want.get(question) !== line) found.push(`program: ${line}   oracle: ${want.get(question)}`);
  }
  for (const question of want.keys()) if (!asked.has(question)) found.push(`missing: ${question}`);
  return found;
}

// ---- what roles, ties and the way of signing in make together
const NUMBER = Object.fromEntries(CLASSES.map((c, n) => [c, 1 << n]));
const ALL = (1 << CLASSES.length) - 1;
const GRAVE = CLASSES.slice(8).reduce((bits, c) => bits | NUMBER[c], 0);
/** The classes of an act that one role has through one tie, as bits. */
const through = Object.fromEntries(ROLES.map((role) => [role, Object.fromEntries(TIES.map((tie) => [tie,
  ACTS.map((act) => CLASSES.reduce((bits, c) => bits | (byAct[act][c]({ role, tie }) ? NUMBER[c] : 0), 0))]))]));

/** What somebody may of one pupil's information, an act each; whether they may break the glass; whether they read what is restricted or sealed. */
function together({ roles, ties, family, onDuty, required, second, fresh }) {
  const union = (some) => ACTS.map((_, a) => roles.reduce((bits, role) => some.reduce((b, tie) => b | through[role][tie][a], bits), 0));
  // a school that asks for a second factor shows one who brought none the names and the card; the gravest classes want it proved lately
  const shown = required && !second ? NUMBER.C0 | NUMBER.C1 : fresh ? ALL : ALL & ~GRAVE;
  // telling is never held back, whatever was brought to the door
  const held = (acts) => acts.map((bits, a) => (ACTS[a] === "add" ? bits : bits & shown));
  const anywhere = held(union(onDuty ? ["school", "duty"] : ["school"]));
  // about one's own child one is a parent: their name, and what any colleague could tell
  const acts = family ? ACTS.map((act, a) => (act === "see" ? anywhere[a] & NUMBER.C0 : act === "add" ? anywhere[a] : 0))
    : held(union([...(onDuty ? ["school", "duty"] : ["school"]), ...ties]));
  // those who work a lesson or a duty at a time break no glass outside it
  const atWork = onDuty || ties.some((tie) => ["duty", "cover", "trip"].includes(tie));
  const glass = !family && (acts[0] & NUMBER.C0) !== 0 && roles.some((role) => opensGlass(role) && (atWork || !isPassing({ role })));
  return { acts, glass, restricted: (anywhere[0] & NUMBER.C9) !== 0, sealed: (anywhere[0] & NUMBER.C10) !== 0 };
}

/** Holds a product of the program against it. Gives back the lines that differ, and how many decisions were held. */
function holdTogether(lines) {
  const differ = [], seen = new Set();
  const named = (names, bits) => names.filter((_, n) => (bits >> n) & 1);
  const flag = (yes) => (yes ? "1" : "0");
  for (const line of lines) {
    const [roles, ties, brought] = line.split(" ");
    const key = `${roles} ${ties} ${brought}`;
    const [family, onDuty, required, second, fresh] = [...brought].map((f) => f === "1");
    const mine = together({ roles: named(ROLES, parseInt(roles, 16)), ties: named(TIES, parseInt(ties, 16)), family, onDuty, required, second, fresh });
    const wanted = `${key} ${mine.acts.map((bits) => bits.toString(16)).join(" ")} ${flag(mine.glass)}${flag(mine.restricted)}${flag(mine.sealed)}`;
    if (seen.has(key) || line !== wanted) differ.push(`program: ${line}   oracle: ${seen.has(key) ? "asked twice" : wanted}`);
    seen.add(key);
  }
  return { differ, cells: lines.length * (ACTS.length * CLASSES.length + 3) };
}

if (process.argv[2] === "--together") {
  const product = readFileSync(process.argv[3], "utf8").split("\n").filter((line) => line !== "");
  const { differ, cells } = holdTogether(product);
  for (const line of differ.slice(0, 40)) console.log(line);
  // One bit turned in one line of each thousand must be noticed, each for itself.
  let unnoticed = 0;
  for (let n = 0; n < product.length; n += 997) {
    const words = product[n].split(" ");
    const at = 3 + (n % ACTS.length);
    words[at] = (parseInt(words[at], 16) ^ (1 << n % CLASSES.length)).toString(16);
    if (holdTogether([words.join(" ")]).differ.length !== 1) unnoticed++;
  }
  console.log(`policy oracle: ${cells} decisions of ${product.length} people together, ${differ.length} differences; of those turned round ${unnoticed} unnoticed`);
  process.exit(differ.length === 0 && unnoticed === 0 && product.length === 153 * 46 * 32 ? 0 : 1);
}

const want = new Map(expected().map((line) => [questionOf(line), line]));
const lines = readFileSync(process.argv[2], "utf8").split("\n").filter((line) => line !== "");
if (process.argv[3] === "--plant") {
  const turned = (line) => questionOf(line) + (line.endsWith(" 0") ? " 1" : " 0");
  let unnoticed = lines.length - differences(want, lines.map(turned)).length;
  for (let n = 0; n < lines.length; n += 97) {
    const planted = lines.slice();
    planted[n] = turned(lines[n]);
    if (differences(want, planted).length !== 1) unnoticed++;
  }
  if (differences(want, lines.slice(1)).length !== 1) unnoticed++;
  if (differences(want, [...lines, lines[0]]).length !== 1) unnoticed++;
  console.log(`policy oracle: ${lines.length} lines turned round, one left out, one twice: ${unnoticed} unnoticed`);
  process.exit(unnoticed === 0 ? 0 : 1);
}
const found = differences(want, lines);
for (const line of found.slice(0, 40)) console.log(line);
console.log(`policy oracle: ${lines.length} decisions, ${found.length} differences`);
process.exit(found.length === 0 && lines.length > 9000 ? 0 : 1);
