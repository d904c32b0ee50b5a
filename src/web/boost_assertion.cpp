// What a failed assertion inside Boost does here: it throws. Bytes from the network must not be able to end the program; the request
// or connection that met it is ended instead. (With the fuzzers it aborts as usual, so that they see it.)
#ifdef BOOST_ENABLE_ASSERT_HANDLER

#include <stdexcept>
#include <string>

namespace boost {

void assertion_failed(const char* expression, const char*, const char*, long);
void assertion_failed(const char* expression, const char*, const char*, long) {
  throw std::logic_error(std::string("a promise inside Boost was broken: ") + expression);
}

void assertion_failed_msg(const char* expression, const char* message, const char*, const char*, long);
void assertion_failed_msg(const char* expression, const char* message, const char*, const char*, long) {
  throw std::logic_error(std::string("a promise inside Boost was broken: ") + expression + ", " + message);
}

}  // namespace boost

#endif
