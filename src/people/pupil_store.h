// Pupils as far as the reader may see them.
#pragma once

#include "access/pass.h"
#include "people/pupil.h"

#include <vector>

namespace people {

using access::May;

/// The pupil of the pass.
Pupil load(const access::Pass& pass, const PupilId& pupil);
template <May M>
Pupil load(const access::PupilPass<M>& pass) {
  return load(pass, pass.pupil());
}
/// On roll, by family name; at most `most`.
std::vector<Pupil> list(const access::CaseloadPass<May::pupil_find>& pass, std::string_view year_group, std::string_view class_name,
                        int most);
/// Best first. Folded and forgiving of one slip.
std::vector<Pupil> find_by_name(const access::CaseloadPass<May::pupil_find>& pass, std::string_view query, std::size_t most);
/// The pupils a close relation of the reader reaches, by name.
std::vector<Pupil> caseload(const access::CaseloadPass<May::pupil_find>& pass);
/// Those of the ids that the reader may see, in the order given.
std::vector<Pupil> load_all(const access::Pass& pass, const std::vector<PupilId>& ids);
std::vector<std::string> class_names(const access::CaseloadPass<May::pupil_find>& pass);

struct Contact {
  std::string name, relationship, responsibility, phones, email, address, language, note;
};
std::vector<Contact> contacts(const access::PupilPass<May::contacts_read>& pass);

struct Detail {
  std::string legal_name, sex, upn, uln, admission_no, first_language;
  std::optional<base::LocalDate> born;
};
std::optional<Detail> detail(const access::PupilPass<May::contacts_read>& pass);
/// Empty where nothing is noted.
std::string safety_note(const access::PupilPass<May::card_read>& pass);

struct Need {
  std::string sen_status, sen_need;
};
/// Nothing where the reader may not see SEND information.
std::optional<Need> need(const access::Pass& pass, const PupilId& pupil);

/// Key workers and class teachers of a pupil today, for the head of their page.
struct Adult {
  std::string name, post;
  std::string relation;  ///< access::code(Relation)
};
template <May M>
std::vector<Adult> adults(const access::PupilPass<M>& pass);
std::vector<Adult> adults_of(const access::Pass& pass, const PupilId& pupil);
template <May M>
std::vector<Adult> adults(const access::PupilPass<M>& pass) {
  return adults_of(pass, pass.pupil());
}

}  // namespace people
