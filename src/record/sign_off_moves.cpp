// Reads forms of sign-offs, and finds the pass for what they ask.
#include "record/sign_off_moves.h"

namespace record {

std::string sign_off_value(const RecordId& record, int version) { return record.text() + "." + std::to_string(version); }

std::optional<SignOffMove> read_sign_off_value(std::string_view value, SignOffDeed deed) {
  const auto dot = value.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto id = RecordId::parse(value.substr(0, dot));
  int version = 0;
  for (const char c : value.substr(dot + 1)) {
    if (c < '0' || c > '9' || version > 100000) return std::nullopt;
    version = version * 10 + (c - '0');
  }
  if (!id || version < 1) return std::nullopt;
  return SignOffMove{*id, version, deed, {}};
}

std::string comment_field(const RecordId& record) { return "words." + record.text(); }

std::vector<SignOffMove> read_moves(const web::Form& form) {
  std::vector<SignOffMove> out;
  const auto take = [&](std::string_view value, SignOffDeed deed) {
    auto move = read_sign_off_value(value, deed);
    if (!move) return;
    if (deed == SignOffDeed::returned) move->words = std::string(form.text(comment_field(move->record)));
    out.push_back(std::move(*move));
  };
  if (const auto back = form.find("return")) take(*back, SignOffDeed::returned);
  else if (const auto one = form.find("one")) take(*one, SignOffDeed::signed_off);
  else
    for (const auto each : form.all("sign")) take(each, SignOffDeed::signed_off);
  return out;
}

base::Result<void> make_move(access::UnitOfWork& work, access::Visit& visit, const OwnPass& pass, const Kinds& kinds, const SignOffMove& move) {
  if (move.deed == SignOffDeed::answered) return answer_comment(work, pass, move);
  if (const auto signing = access::Door::caseload<access::May::record_sign>(visit)) return sign_or_return(work, *signing, kinds, move);
  if (!find_sign_off(pass, move.record)) return base::Error::not_found("no sign-off, or not theirs to see");
  // Who signs nothing sees none but of what they wrote themselves.
  return base::Error::not_allowed("Nobody signs their own. Somebody else has to read it.", "own sign-off");
}

}  // namespace record
