// Holds a correction to kind and policy.
#include "record/correction.h"

#include "record/body.h"
#include "record/kind_keeper.h"
#include "record/new_record.h"
#include "record/school_offers.h"
#include "record/summary.h"

#include <algorithm>

namespace record {
namespace {

using access::May;
using Wrong = std::vector<base::FieldError>;

const PartDraft* find_part(const std::vector<PartDraft>& parts, const access::PupilId& pupil) {
  const auto at = std::find_if(parts.begin(), parts.end(), [&](const PartDraft& part) { return part.pupil == pupil; });
  return at == parts.end() ? nullptr : &*at;
}

bool knows(const Record& record, const access::PupilId& pupil) {
  return std::any_of(record.parts.begin(), record.parts.end(), [&](const Part& part) { return part.pupil == pupil; });
}

/// The pupils as they are to stand: those the corrector cannot know of stay, the others are as sent.
std::vector<PartDraft> wished_parts(access::Visit& visit, const Record& record, const Kind& kind, const std::vector<PartDraft>& sent, Frame& frame,
                                    Wrong& wrong) {
  std::vector<PartDraft> out;
  for (const auto& part : frame.stood)
    if (!knows(record, part.pupil)) out.push_back(part);
  for (const auto& draft : sent) {
    if (find_part(out, draft.pupil)) continue;
    const auto* stood = find_part(frame.stood, draft.pupil);
    if (!stood) {
      const auto pass = access::Door::pupil<May::record_add>(visit, draft.pupil);
      if (!pass || !may_add(visit.grants(), kind, draft.pupil)) {
        wrong.push_back({"pupil", "Choose pupils of this school from the list"});
        continue;
      }
      frame.added.push_back(*pass);
    }
    const auto usual = kind.pupils.parts.empty() ? std::string() : kind.pupils.parts.front().code;
    out.push_back({draft.pupil, !draft.part.empty() ? draft.part : stood ? stood->part : usual});
  }
  std::sort(out.begin(), out.end(), [](const PartDraft& a, const PartDraft& b) { return a.pupil < b.pupil; });
  return out;
}

bool same_parts(const std::vector<PartDraft>& a, const std::vector<PartDraft>& b) {
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const PartDraft& part) {
    const auto* other = find_part(b, part.pupil);
    return other && other->part == part.part;
  });
}

void check_reason(std::string_view sent, std::string& into, Wrong& wrong) {
  const auto reason = base::Text<500>::make(sent);
  if (!reason) {
    wrong.push_back({"reason", "The reason must be 500 characters or fewer"});
  } else if (reason->empty()) {
    wrong.push_back({"reason", "Enter why it is corrected"});
  } else {
    into = reason->text();
  }
}

}  // namespace

base::Result<Correction> prepare_correction(access::Visit& visit, const Sight& sight, const KindInForce& in_force, const Submission& fields,
                                            CorrectionWish wish) {
  const auto& record = sight.record;
  const auto& kind = *in_force.kind;
  Wrong wrong;
  Correction out{};
  out.id = record.id;
  out.was_version = record.version;
  out.kind_version = in_force.version;
  out.info_class = record.info_class;
  if (!record.parts.empty()) out.pupil = record.parts.front().pupil;
  check_reason(wish.reason, out.reason, wrong);

  Frame frame{wish.occurred_at.value_or(record.occurred_at), {}, parts_as_they_stand(visit.house(), record.id), {}};
  frame.parts = frame.stood;
  if (wish.pupils) {
    Sent sent{record.id, record.kind, *wish.pupils, wish.occurred_at};
    frame.parts = wished_parts(visit, record, kind, *wish.pupils, frame, wrong);
    if (std::none_of(wrong.begin(), wrong.end(), [](const base::FieldError& error) { return error.field == "pupil"; })) {
      sent.pupils = frame.parts;
      check_pupils(sent, kind, wrong);
    }
  }
  if (wish.occurred_at) check_moment({record.id, record.kind, {}, wish.occurred_at}, visit.now(), wrong);

  const auto before = Body::stored(record.versions.back().body);
  auto school = surroundings_for(visit, kind);
  school.before = &before;
  school.find_file = [&](std::string_view id) -> std::optional<std::string> {
    const auto is = [&](const auto& file) { return file.id.text() == id; };
    const bool there = std::any_of(wish.files.begin(), wish.files.end(), is) || std::any_of(record.files.begin(), record.files.end(), is);
    return there ? std::optional<std::string>(id) : std::nullopt;
  };
  if (frame.parts.size() == 1) school.find_pick = picks_of(visit, frame.parts.front().pupil);
  auto body = check(kind, fields, school);
  if (body) body = with_unseen_pupils(visit, kind, record, before, *body);
  if (!body) wrong.insert(wrong.end(), body.error().fields.begin(), body.error().fields.end());
  if (wrong.empty() && !frame.parts.empty())
    check_by_keeper(visit, kind.id, {record.id, frame.parts.front().pupil, frame.occurred_at, *body, &record, Change::corrected}, fields.is_form() ? "f." : "", wrong);
  if (!wrong.empty()) return base::Error::invalid(std::move(wrong), "a correction");

  out.line = summarise(kind, *body);
  out.body = body->text();
  for (auto& file : wish.files)
    if (out.body.find(file.id.text()) != std::string::npos) out.files.push_back(std::move(file));
  if (!out.files.empty() || frame.occurred_at != record.occurred_at || !same_parts(frame.parts, frame.stood)) out.frame = std::move(frame);
  return out;
}

void put_frame(web::Form& form, const access::Visit& visit, const Record& record) {
  for (const auto& part : record.parts) {
    form.add("pupil", part.pupil.text());
    form.add("part." + part.pupil.text(), part.part);
  }
  const auto local = visit.house().zone().to_local(record.occurred_at);
  form.add("on", base::to_iso(local.date));
  form.add("at", base::to_text(local.time));
}

}  // namespace record
