// A certificate of its own signing and its key, made on the spot, as two files that go with the test.
#pragma once

#include <filesystem>
#include <string>

namespace test {

class Certificate {
 public:
  /// For the host `name`; good for an hour.
  explicit Certificate(const std::string& name);
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;
  std::filesystem::path chain() const { return folder_ / "chain.pem"; }
  std::filesystem::path key() const { return folder_ / "key.pem"; }
  /// Another one in the same two files.
  void write(const std::string& name) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace test
