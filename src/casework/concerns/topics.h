// What the reporter says of a concern without opening it: its plain topics and whether the child is safe, whichever sheet it was raised on.
#pragma once

#include "record/body.h"
#include "record/catalogue.h"
#include "web/components/inputs.h"

#include <string>
#include <string_view>
#include <vector>

namespace concerns {

/// The plain topics of both sheets, in groups. Those of the online-safety sheet have "e_safety." before their code.
std::vector<web::Option> topic_options(const record::Catalogue& catalogue);
/// The words of one of them; the code itself where no sheet has it any more.
std::string topic_words(const record::Catalogue& catalogue, std::string_view topic);

/// What it is about. Everything that happened on a screen is "online" as well.
std::vector<std::string> topics_of(const record::Body& body);
/// "yes", "not_sure", "no"; empty where it was not asked.
std::string safe_of(const record::Body& body);

}  // namespace concerns
