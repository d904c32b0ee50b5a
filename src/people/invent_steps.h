// The steps of inventing a school, in their order. Used by the rooms invent*.cpp only.
#pragma once

#include "people/invent.h"
#include "people/invent_names.h"

namespace people {

/// Everything a step needs: the choices, one stream of chance, and the clock ids are made by.
struct Inventing {
  const InventChoices& choices;
  base::SeededRandom random;
  base::UtcTime made_at;
  std::vector<const NamePool*> pools = {};  ///< of each pupil

  bool chance(int of_thousand) { return random.below(1000) < static_cast<std::uint64_t>(of_thousand); }
  int between(int low, int high) { return low + static_cast<int>(random.below(static_cast<std::uint64_t>(high - low + 1))); }
  template <class IdType>
  IdType fresh() {
    made_at.ms += 1;  // ids sort in the order things were made
    return IdType::make(made_at, random);
  }
};

/// Classes of every year group, then pupils in them with births, needs and identifiers.
void invent_pupils(Inventing& inventing, InventedSchool& school);
/// Parents and carers; siblings share a surname and their grown-ups.
void invent_families(Inventing& inventing, InventedSchool& school);
/// Stories for a few pupils, and how often each is written about. The first story of each sort is in one class.
void invent_traits(Inventing& inventing, InventedSchool& school);
/// Staff with their roles, ties and sign-ins. Pupils with stories come to those who can sign in.
void invent_staff(Inventing& inventing, InventedSchool& school);

}  // namespace people
