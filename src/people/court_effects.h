// The effects of court orders as everybody around the child reads them: plain words in a red banner, the order itself nowhere.
#pragma once

#include "people/court_effect_store.h"
#include "people/pupil.h"
#include "web/html.h"

#include <string>
#include <vector>

namespace people {

/// "Must not be collected by Ola Berg."; where the reader may not know who: "Somebody must not collect Maya. Ask the office before anybody does."
/// Each once, what is most pressing at the door first.
std::vector<std::string> effect_lines(const std::vector<CourtEffect>& effects, const Pupil& pupil);
/// Empty where nothing holds today.
web::Html effects_banner(const access::Pass& pass, const Pupil& pupil);
/// Above a form about these pupils: who must not be told, for those who may see the family.
web::Html effects_notes(const access::Pass& pass, const std::vector<PupilId>& pupils);

}  // namespace people
