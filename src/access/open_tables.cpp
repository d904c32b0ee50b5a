// The tables a reading connection may see directly, one a line: nothing in them is about a child. All others are read through their views.
#include "access/house.h"

namespace access {

std::vector<std::string> open_tables() {
  // clang-format off
  return {
      "account",
      "api_token",
      "audit_head",
      "bank_entry",
      "calendar_feed",
      "calm_script",
      "cover",
      "due_reminder",
      "import_mapping",
      "kind_change",
      "kind_reader",
      "kind_wish",
      "letter",
      "notice_wish",
      "outing_letter",
      "own_family",
      "own_kind",
      "programme",
      "record_named",
      "recovery_code",
      "role_request",
      "rule",
      "rule_mark",
      "rule_told",
      "school",
      "school_class",
      "school_closure",
      "school_period",
      "school_setting",
      "school_share",
      "school_term",
      "shared_item_to",
      "sign_in",
      "staff",
      "staff_away",
      "staff_role",
      "support_group",
      "tie",
      "timetable_setting",
      "training",
      "vocabulary",
      "working_hours",
  };
  // clang-format on
}

}  // namespace access
