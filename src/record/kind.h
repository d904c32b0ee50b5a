// What can be recorded, as plain values: a kind, its fields, their choices. Read from kinds/*.toml once, never changed after.
#pragma once

#include "access/policy.h"
#include "record/summary_line.h"
#include "web/json.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace record {

enum class FieldType : std::uint8_t {
  text,
  long_text,
  choice,
  choices,
  scale,
  number,
  duration,
  date,
  time,
  yes_no,
  people,
  pupils,
  place,
  files,
  ordered,   ///< several choices in the order they came
  faces,     ///< a scale whose points are faces with words
  rows,      ///< a group of simple fields, as often as needed
  body_map,  ///< marks on a drawn body: rows of fields the house knows
  pick       ///< one of what a wing keeps about the pupil: a line of a medicine plan
};
inline constexpr std::size_t field_type_count = 19;

/// How long a record is kept: the rows of the school's retention schedule. The periods themselves are the school's settings.
enum class Retention : std::uint8_t {
  notes,
  pupil_record,
  send_file,
  child_protection,
  use_of_force,
  accident,
  medicine,
  staff_conduct
};
inline constexpr std::size_t retention_count = 8;

/// A code that is stored and the word people read.
struct Word {
  std::string code;
  std::string label;
  friend bool operator==(const Word&, const Word&) = default;
};

/// One option of a choice, or one part a pupil can have in a `pupils` field.
struct Choice {
  std::string code;
  std::string label;
  std::string group;  ///< heading it stands under; empty: none
  std::string hint;
  std::string colour;  ///< a word the style sheet knows (grey, green, yellow, orange, red, purple, blue); empty: none
  std::optional<int> score;
  bool alone = false;   ///< cannot be chosen together with another ("None of these")
  bool hidden = false;  ///< the school took it off the list: old records still show it, new ones cannot choose it
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// True when the field holds one of the values ("yes" and "no" for yes_no, the code of a choice, the digits of a scale);
/// with no values listed, when it holds anything at all.
struct Condition {
  std::string field;
  std::vector<std::string> values;
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// When a field is asked. No conditions: always. It names only fields that stand before it.
struct ShowWhen {
  enum class Need : std::uint8_t { all, any };
  Need need = Need::all;
  std::vector<Condition> conditions;
  bool always() const { return conditions.empty(); }
  friend bool operator==(const ShowWhen&, const ShowWhen&) = default;
};

struct Field {
  enum class Days : std::uint8_t { any, past, future };  ///< past and future include today

  std::string name;   ///< a-z 0-9 _, at most 40: the key in stored records, forms and the API
  std::string label;  ///< "What happened"
  std::string ask;    ///< how an error message names it: "Enter {ask}", "Select {ask}", "Select yes if {ask}"
  std::string hint;
  std::string prompt;  ///< a question that helps somebody write
  FieldType type = FieldType::text;
  bool required = false;       ///< while it is shown
  std::size_t max_length = 0;  ///< characters; text, long_text and place only
  std::size_t most = 0;        ///< how many at most: choices, people, pupils, files
  std::vector<Choice> choices;
  double min = 0, max = 0, step = 1;  ///< scale, number, duration (minutes)
  std::string unit;                   ///< of a number: "metres"
  std::string low_label, high_label;  ///< the ends of a scale
  Days days = Days::any;              ///< of a date
  std::string not_before;             ///< a date or time: the earlier field of the same type it cannot come before
  bool overnight = false;             ///< a time that may be past midnight, so that it comes at most 12 hours after `not_before`
  std::string not_below;              ///< a number: the earlier number it cannot be smaller than
  std::string from, until;            ///< a duration: the two earlier times it is worked out from; it is not asked
  ShowWhen show_when;
  ShowWhen required_when;             ///< asked always, but must be answered when this holds
  std::vector<Field> columns = {};    ///< of rows, the fields of one row; of a body map the house's own
  std::string row_name;               ///< of rows, what one is called: "Adult"
  std::string source;                 ///< of a pick: whose list it is
  std::string trained;                ///< of people: the training each must hold on the day …
  std::string untrained_reason;       ///< … or the later field that says why not
  bool drawing = false;               ///< of files: may be drawn by hand on the page
  web::Json preset;        ///< what a new form shows already; dates know "today", times "now". Never filled in by the checker
  bool quick = false;      ///< stands on the first sheet
  std::string section;     ///< else the section of More detail it stands in
  bool sensitive = false;  ///< never in the summary line, nor found by search
  bool in_line = false;    ///< named by the summary line (worked out by `settle`)
  bool charted = false;    ///< counted in the school's charts
  bool hidden = false;     ///< the school does not ask it; old records still show it
  bool own = false;        ///< the school added it
  const Choice* find_choice(std::string_view code) const;
  friend bool operator==(const Field&, const Field&) = default;
};

/// A part of More detail.
struct Section {
  std::string name;
  std::string title;
  std::string hint;
  friend bool operator==(const Section&, const Section&) = default;
};

/// Narrows what access/policy.h allows; it can never widen it. An empty list narrows nothing.
struct Narrowing {
  std::vector<access::Role> roles;
  std::vector<access::Relation> relations;
  bool lets(access::Role role, access::Relation relation) const;
  friend bool operator==(const Narrowing&, const Narrowing&) = default;
};

struct Workflow {
  Narrowing write, read;
  std::vector<access::Role> sign_off;  ///< any one of them signs it off; empty: nobody needs to
  std::vector<Word> statuses;          ///< the words an author may read about what became of it, first one first
  bool write_only = false;             ///< its author keeps own words and a safe status, and is never led to the record
  friend bool operator==(const Workflow&, const Workflow&) = default;
};

/// How many pupils one record is about, and the parts they can have in it. The first part is taken where none is given.
struct PupilRule {
  std::size_t min = 1, max = 30;
  std::vector<Word> parts;
  const Word* find_part(std::string_view code) const;
  friend bool operator==(const PupilRule&, const PupilRule&) = default;
};

struct Kind {
  std::string id;           ///< also the name of its file
  std::string title;        ///< "Safeguarding concern"
  std::string plural;       ///< "Safeguarding concerns"
  std::string tile;         ///< what its button on Write says: "Well done"
  std::string icon;         ///< the name of its glyph
  std::string description;  ///< one sentence: when to use it
  std::string group;        ///< heading its tile stands under, among the further ones; empty: it stands on top
  int order = 0;            ///< of its tile, smallest first
  bool numbered = false;    ///< its records are a bound book: numbered one after another without a gap
  bool own = false;         ///< the school's: a file in DATA/kinds, or made on the page
  bool retired = false;     ///< not written any more; what was written stays as readable as ever
  access::InfoClass info_class = access::InfoClass::c3_pastoral;
  Retention retention = Retention::notes;
  Workflow workflow;
  PupilRule pupils;
  std::vector<access::Role> shared_to;  ///< who is told of each new one, within what the policy allows them
  std::vector<Section> sections;
  std::vector<Field> fields;   ///< in the order they are asked
  std::string quick_field;     ///< the one text box of the quick form
  std::string summary;         ///< template of its line in the chronology
  std::vector<LinePart> line;  ///< the same, read (worked out by `settle`)
  const Field* find_field(std::string_view name) const;
  const Section* find_section(std::string_view name) const;
  friend bool operator==(const Kind&, const Kind&) = default;
};

/// What the policy allows for the kind's class and the kind does not narrow away: `add` by its writers, every other act by its
/// readers.
bool allows(const Kind& kind, access::Role role, access::Relation relation, access::Act act);

/// The catalogue, in tile order. Never changed: a school's change makes a new one.
class Kinds {
 public:
  Kinds() = default;
  /// Ids must differ. Sorts by tile order, then title.
  explicit Kinds(std::vector<Kind> kinds);
  const Kind* find(std::string_view id) const;
  const std::vector<Kind>& all() const { return all_; }

 private:
  std::vector<Kind> all_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

std::string_view code(FieldType type);  ///< "long_text"
std::optional<FieldType> field_type_of(std::string_view code);
std::string_view code(Retention retention);
std::optional<Retention> retention_of(std::string_view code);
/// "C3".
std::string code(access::InfoClass info_class);
std::optional<access::InfoClass> info_class_of(std::string_view code);

/// True for types whose value is words: text, long_text, place.
bool is_written(FieldType type);
/// True for types that choose from the field's own list: choice, choices, ordered.
bool is_chosen(FieldType type);
/// True for types that hold a number: scale, faces, number, duration.
bool is_counted(FieldType type);
/// True for types that choose a point of a scale: scale, faces.
bool is_scaled(FieldType type);
/// True for types that hold several things: choices, ordered, people, pupils, files.
bool is_several(FieldType type);
/// True for types that hold rows of columns: rows, body_map.
bool has_rows(FieldType type);
/// True for types that can be a column of a row.
bool fits_in_row(FieldType type);

/// The label without its question mark or colon, to begin a message: "What happened".
std::string plain_label(const Field& field);
/// How a message asks for the field: `ask`, or the label begun with a small letter.
std::string asked(const Field& field);

}  // namespace record
