// The school's provision, costed: minutes and money by need, year, wave, pupil, adult or programme, of those a filter leaves.
#pragma once

#include "casework/provision/cost.h"
#include "casework/provision/funding.h"
#include "casework/provision/gather.h"
#include "casework/provision/own_cost.h"
#include "people/pupil.h"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace provision {

enum class MapBy : std::uint8_t { need, year, wave, pupil, adult, programme };
inline constexpr std::size_t map_by_count = 6;
std::string_view code(MapBy by);
std::string_view title(MapBy by);  ///< "Need", "Year group" …
std::optional<MapBy> map_by_of(std::string_view code);

/// One promise as one adult keeps it for one pupil: the smallest part of the map. For each way to look at it, what it belongs to: `keys` are ids and codes, which
/// may stand in an address, `words` what people read.
struct Atom {
  access::PupilId pupil;
  std::array<std::string, map_by_count> keys, words;  ///< by MapBy
  std::string line;
  std::int64_t promised = 0, given = 0, lost = 0;
  std::int64_t extra = 0;  ///< what of `given` goes beyond the promise
  std::int64_t away = 0;   ///< what of `lost` fell to a reduced timetable: nobody failed to give it
  Pence cost;              ///< all of it
  Pence own;               ///< what of `cost` is no adult's time: materials, licences, further costs
};

/// What the words are taken from.
struct MapNames {
  std::map<access::PupilId, people::Pupil> pupils;
  std::map<access::StaffId, std::string> adults;
  std::map<base::Bytes16, programmes::Programme> programmes;
};
/// What is no adult's time: what beginning programmes cost in these days, and further costs of them.
struct BesideTime {
  std::vector<OwnCost> programmes = {};
  std::vector<FurtherCost> further = {};
};
std::vector<Atom> atoms_of(const Gathered& gathered, const Costs& costs, const MapNames& names, const BesideTime& beside = {});

/// What a look at the map leaves: an empty key leaves all.
struct MapFilter {
  std::array<std::string, map_by_count> keys;
};
std::vector<Atom> filtered(const std::vector<Atom>& atoms, const MapFilter& filter);

struct MapRow {
  std::string label;
  std::size_t pupils = 0;
  std::int64_t promised = 0, given = 0, lost = 0;  ///< minutes: given without its extra and lost are what was promised
  std::int64_t extra = 0;                          ///< of `given`
  std::int64_t away = 0;                           ///< of `lost`
  Pence cost;
  Pence own;              ///< of `cost`
};
/// The rows by one way to look, the dearest first; their costs make the whole's.
std::vector<MapRow> rows_by(std::span<const Atom> atoms, MapBy by);
/// All of it as one row.
MapRow total_of(std::span<const Atom> atoms);

}  // namespace provision
