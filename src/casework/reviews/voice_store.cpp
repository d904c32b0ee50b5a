// SQL of voices and links.
#include "casework/reviews/voice_store.h"

#include "access/digest.h"

#include <array>

namespace reviews {
namespace {

constexpr db::Sql voices_of =
    "SELECT v.id, v.party, v.name, v.how, v.given_on, v.answers, s.name FROM seen_review_voice v LEFT JOIN staff s ON s.id = v.scribe_id WHERE v.review_id = :id "
    "ORDER BY v.party DESC, v.at, v.id";
constexpr db::Sql insert_voice =
    "INSERT INTO review_voice (id, review_id, party, name, how, given_on, answers, scribe_id, link_id, at) "
    "VALUES (:voice, :id, :party, :name, :how, :given_on, :answers, :scribe, :link, :now) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql links_of =
    "SELECT l.id, l.party, l.for_name, s.name, l.made_at, l.expires_at, l.used_at, l.withdrawn_at, l.family_member_id FROM seen_review_link l JOIN staff s ON s.id = l.made_by "
    "WHERE l.review_id = :id ORDER BY l.made_at DESC, l.id DESC";
constexpr db::Sql insert_link =
    "INSERT INTO review_link (id, review_id, party, for_name, token_hash, made_by, made_at, expires_at, used_at, withdrawn_at, family_member_id) "
    "VALUES (:link, :id, :party, :for_name, :hash, :me, :now, :expires, NULL, NULL, :member) ON CONFLICT (id) DO NOTHING";
constexpr db::Sql withdraw = "UPDATE review_link SET withdrawn_at = :now WHERE id = :link AND review_id = :id AND withdrawn_at IS NULL AND used_at IS NULL";
constexpr db::Sql open_link =
    "SELECT l.id, l.review_id, r.pupil_id, r.info_class, l.party, l.for_name, u.given, l.family_member_id FROM seen_review_link l JOIN seen_review r ON r.id = l.review_id "
    "JOIN seen_pupil u ON u.id = r.pupil_id WHERE l.token_hash = :hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > :moment AND r.state = 'open'";
constexpr db::Sql answers_through =
    "SELECT v.answers FROM seen_review_voice v JOIN seen_review_link l ON l.id = v.link_id WHERE l.token_hash = :hash AND l.withdrawn_at IS NULL";
constexpr db::Sql used_by =
    "SELECT u.given FROM seen_review_link l JOIN seen_review r ON r.id = l.review_id JOIN seen_pupil u ON u.id = r.pupil_id WHERE l.token_hash = :hash AND l.used_at IS NOT NULL";
constexpr db::Sql use_link = "UPDATE review_link SET used_at = :now WHERE id = :link AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > :now";

std::optional<people::FamilyMemberId> member_at(const db::Row& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.id<people::FamilyMemberId>(column));
}

}  // namespace

bool is_stopped(const std::vector<people::CourtEffect>& effects, VoiceParty party, const std::optional<people::FamilyMemberId>& member, std::string_view for_name) {
  if (party != VoiceParty::parent) return false;
  const auto bar = member ? people::bar_on(effects, member, for_name) : people::bar_on_anybody(effects);
  return bar == access::Bar::barred;
}

std::vector<Voice> list_voices(const access::Pass& pass, const ReviewId& review) {
  return pass.rows(voices_of, [](const db::Row& row) {
    return Voice{row.id<VoiceId>(0), voice_party_of(row.text(1)).value_or(VoiceParty::pupil), row.string(2), row.string(3), row.date(4), answers_from_stored(row.text(5)),
                 row.is_null(6) ? std::string() : row.string(6)};
  }, {{"id", review}});
}

void write_voice(access::UnitOfWork& work, const WritePass& pass, const Review& review, const Voice& voice) {
  work.write(pass, {.deed = deeds::voice_written, .subject = review.id.bytes(), .info = review.info_class}, insert_voice,
             {{"voice", voice.id}, {"id", review.id}, {"party", code(voice.party)}, {"name", voice.name}, {"how", voice.how}, {"given_on", voice.given_on},
              {"answers", to_stored(voice.answers)}, {"scribe", pass.who().id}, {"link", std::optional<VoiceLinkId>()}});
}

std::vector<VoiceLink> list_links(const access::Pass& pass, const ReviewId& review) {
  return pass.rows(links_of, [](const db::Row& row) {
    return VoiceLink{row.id<VoiceLinkId>(0), voice_party_of(row.text(1)).value_or(VoiceParty::parent), row.string(2), row.string(3), row.time(4), row.time(5),
                     row.maybe(6, &db::Row::time), row.maybe(7, &db::Row::time), member_at(row, 8)};
  }, {{"id", review}});
}

void make_link(access::UnitOfWork& work, const WritePass& pass, const Review& review, const NewLink& link, std::string_view secret) {
  work.write(pass, {.deed = deeds::link_made, .subject = review.id.bytes(), .info = review.info_class}, insert_link,
             {{"link", link.id}, {"id", review.id}, {"party", code(link.party)}, {"for_name", link.for_name}, {"hash", access::hash_token(secret)},
              {"expires", work.now() + link_life_ms}, {"member", link.member}},
             access::Expect::one, base::Error::conflict("This link was made already, and shown once. Make another one.", "link exists"));
}

void withdraw_link(access::UnitOfWork& work, const WritePass& pass, const Review& review, const VoiceLinkId& id) {
  work.write(pass, {.deed = deeds::link_withdrawn, .subject = review.id.bytes(), .info = review.info_class}, withdraw, {{"link", id}, {"id", review.id}});
}

std::optional<OpenLink> find_open_link(db::ReadConnection& reader, std::string_view secret, base::UtcTime now) {
  std::optional<OpenLink> out;
  const std::array binds = {db::Bind{"hash", access::hash_token(secret)}, db::Bind{"moment", now}};
  reader.rows(open_link, binds, [&](const db::Row& row) {
    out = OpenLink{row.id<VoiceLinkId>(0), row.id<ReviewId>(1), row.id<access::PupilId>(2), static_cast<access::InfoClass>(row.integer(3)),
                   voice_party_of(row.text(4)).value_or(VoiceParty::parent), row.string(5), row.string(6), member_at(row, 7)};
  });
  return out;
}

std::optional<std::string> given_of_link(db::ReadConnection& reader, std::string_view secret) {
  std::optional<std::string> out;
  const std::array binds = {db::Bind{"hash", access::hash_token(secret)}};
  reader.rows(used_by, binds, [&](const db::Row& row) { out = row.string(0); });
  return out;
}

bool answered_before(db::ReadConnection& reader, std::string_view secret, const std::vector<VoiceAnswer>& answers) {
  bool out = false;
  const std::array binds = {db::Bind{"hash", access::hash_token(secret)}};
  reader.rows(answers_through, binds, [&](const db::Row& row) { out = out || answers_from_stored(row.text(0)) == answers; });
  return out;
}

void answer_link(access::UnitOfWork& work, const OpenLink& link, const std::vector<VoiceAnswer>& answers, base::LocalDate today) {
  const access::Entry entry{.deed = deeds::voice_given, .subject = link.review.bytes(), .info = link.info_class, .pupil = link.pupil};
  work.write_at_the_door(entry, use_link, {{"link", link.id}}, access::Expect::one,
                         base::Error::conflict("This link has taken an answer already, or was taken back.", "link used"));
  work.also(insert_voice, {{"voice", VoiceId(work.fresh_bytes())}, {"id", link.review}, {"party", code(link.party)}, {"name", link.for_name}, {"how", "Through a link"},
                           {"given_on", today}, {"answers", to_stored(answers)}, {"scribe", std::optional<access::StaffId>()}, {"link", link.id}});
}

}  // namespace reviews
