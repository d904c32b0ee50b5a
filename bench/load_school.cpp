// Signing in, listing, and words to write.
#include "load_school.h"

#include "base/id.h"
#include "base/random.h"
#include "base/time.h"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::array<std::string_view, 24> sentences = {
    "Settled quickly after register and worked for twelve minutes without a break. ",
    "Asked a question in front of the class and waited for the answer. ",
    "Chose a partner and took turns with the tablet. ",
    "Needed the instructions twice, then did the rest alone. ",
    "Read the first page aloud and told me what would come next. ",
    "Used the feelings cards to say what was wrong before it got too much. ",
    "Counted in tens to two hundred and noticed where the pattern changes. ",
    "Was worried about the supply teacher and said so. ",
    "Found the noise too much at lunch and used the exit card. ",
    "Explained the answer to the person next door in full sentences. ",
    "Packed away without being asked and helped with the chairs. ",
    "Lost the thread when the room got loud, came back with the timer. ",
    "Remembered the three steps from yesterday without the sheet. ",
    "Tried the hard one first and did not give up. ",
    "Said sorry first, and meant it. ",
    "The smaller sheet helps; next time with one prompt fewer. ",
    "Worth keeping the seat by the window. ",
    "Told the class teacher at the door. ",
    "Wrote four sentences with capital letters and read them back. ",
    "Talked about the weekend on the way from the hall. ",
    "Kept the pencil grip all lesson. ",
    "Could do this without me beside. ",
    "Will try the same tomorrow, earlier in the day. ",
    "Smiled on the way out. "};

std::set<std::string> all_after(std::string_view page, std::string_view before, std::size_t length) {
  std::set<std::string> out;
  for (auto at = page.find(before); at != std::string_view::npos; at = page.find(before, at + 1)) {
    const auto text = page.substr(std::min(at + before.size(), page.size()), length);
    const auto whole = std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
    if (whole && text.size() == length) out.emplace(text);
  }
  return out;
}

std::string of_url(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain) {
      out += c;
    } else {
      constexpr std::string_view digits = "0123456789ABCDEF";
      out += '%';
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

}  // namespace

std::string get_request(const Address& address, std::string_view path, std::string_view cookie, std::string_view accept_encoding) {
  std::string out = "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + address.text() +
                    "\r\nUser-Agent: alongside-load\r\nAccept: text/html,application/xhtml+xml\r\nAccept-Language: en-GB\r\n";
  if (!accept_encoding.empty()) out += "Accept-Encoding: " + std::string(accept_encoding) + "\r\n";
  if (!cookie.empty()) out += "Cookie: " + std::string(cookie) + "\r\n";
  return out + "\r\n";
}

std::string api_get(const Address& address, std::string_view path, std::string_view token) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: " + address.text() + "\r\nAccept: application/json\r\nAuthorization: Bearer " +
         std::string(token) + "\r\n\r\n";
}

std::string sign_in(const Address& address, const std::string& user, const std::string& password) {
  Asker asker(address);
  if (asker.ask(get_request(address, "/sign-in", {}, {})).status != 200) throw std::runtime_error("there is no sign-in page");
  const auto body = "username=" + of_url(user) + "&password=" + of_url(password) + "&code=";
  const auto answer = asker.ask("POST /sign-in HTTP/1.1\r\nHost: " + address.text() + "\r\nOrigin: http://" + address.text() +
                                "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
                                "\r\n\r\n" + body);
  const auto cookie = answer.header("Set-Cookie");
  if (answer.status != 303 || cookie.empty()) throw std::runtime_error("signing in as " + user + " was answered with " + std::to_string(answer.status));
  return std::string(cookie.substr(0, cookie.find(';')));
}

std::vector<std::string> list_pupils(const Address& address, const std::string& cookie) {
  Asker asker(address);
  const auto first = asker.ask(get_request(address, "/pupils", cookie, {}));
  if (first.status != 200) throw std::runtime_error("the directory was answered with " + std::to_string(first.status));
  const std::string page(first.body);
  auto pupils = all_after(page, "href=\"/pupils/", 26);
  constexpr std::string_view option = "<option value=\"";
  for (auto at = page.find(option); at != std::string::npos; at = page.find(option, at + 1)) {
    const auto begin = at + option.size();
    const auto name = page.substr(begin, page.find('"', begin) - begin);
    if (name.empty()) continue;
    const auto answer = asker.ask(get_request(address, "/pupils?class=" + of_url(name), cookie, {}));
    pupils.merge(all_after(answer.body, "href=\"/pupils/", 26));
  }
  if (pupils.empty()) throw std::runtime_error("the directory lists nobody");
  return {pupils.begin(), pupils.end()};
}

std::string find_asset(const Address& address, const std::string& cookie, std::size_t bytes) {
  Asker asker(address);
  const std::string page(asker.ask(get_request(address, "/", cookie, {})).body);
  std::string best;
  std::size_t best_size = 0;
  for (const std::string_view before : {"href=\"/assets/", "src=\"/assets/"}) {
    for (auto at = page.find(before); at != std::string::npos; at = page.find(before, at + 1)) {
      const auto begin = at + before.size() - 8;
      const auto path = page.substr(begin, page.find('"', begin) - begin);
      const auto answer = asker.ask(get_request(address, path, {}, {}));
      const auto far = [&](std::size_t size) { return size > bytes ? size - bytes : bytes - size; };
      if (answer.status == 200 && (best.empty() || far(answer.body.size()) < far(best_size))) {
        best = path;
        best_size = answer.body.size();
      }
    }
  }
  if (best.empty()) throw std::runtime_error("the page names no asset");
  return best;
}

Notes::Notes(Address address, std::string token, std::vector<std::string> pupils, std::uint64_t seed)
    : address_(std::move(address)), token_(std::move(token)), pupils_(std::move(pupils)), dice_(seed) {}

std::string Notes::post(std::string& bytes, std::string_view word) {
  struct AnyRecord;
  const auto id = base::Id<AnyRecord>(base::make_uuid7(base::system_clock().now(), base::system_random())).text();
  std::string text(word);
  if (!text.empty()) text += ". ";
  while (text.size() < 400) text += sentences[dice_() % sentences.size()];
  text.pop_back();
  const auto body = "{\"id\":\"" + id + "\",\"kind\":\"note\",\"pupils\":[{\"id\":\"" + pupils_[dice_() % pupils_.size()] +
                    "\"}],\"fields\":{\"what_happened\":\"" + text + "\",\"topic\":[\"learning\",\"friends\"]}}";
  bytes += "POST /api/v1/records HTTP/1.1\r\nHost: " + address_.text() + "\r\nAuthorization: Bearer " + token_ +
           "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  return id;
}

}  // namespace bench
