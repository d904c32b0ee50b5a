// The topics a school begins with.
#include "people/training.h"

#include <array>

namespace people {

std::span<const TrainingTopic> training_topics() {
  static constexpr std::array<TrainingTopic, 12> topics = {{
      {"physical_intervention", "Physical intervention", 12},
      {"moving_handling", "Lifting and moving", 12},
      {"intimate_care", "Personal and intimate care", 36},
      {"medicine", "Giving medicines", 12},
      {"feeding", "Helping with eating and tube feeding", 12},
      {"first_aid", "First aid", 36},
      {"paediatric_first_aid", "Paediatric first aid", 36},
      {"epilepsy", "Epilepsy and rescue medicine", 12},
      {"allergy", "Allergy and adrenaline pens", 12},
      {"safeguarding", "Safeguarding", 12},
      {"lone_working", "Working alone", 36},
      {"evacuation", "Evacuation chair", 12},
  }};
  return topics;
}

const TrainingTopic* find_topic(std::string_view code) {
  for (const auto& topic : training_topics())
    if (topic.code == code) return &topic;
  return nullptr;
}

bool is_live(const Training& training, base::LocalDate today) {
  return training.obtained_on <= today && (!training.expires_on || *training.expires_on >= today);
}

}  // namespace people
