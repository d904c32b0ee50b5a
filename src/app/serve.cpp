// `alongside serve`: opens the school, furnishes it, listens until it is told to stop.
#include "app/commands.h"
#include "app/house_jobs.h"
#include "app/wiring.h"
#include "record/search_index.h"
#include "web/assets.h"
#include "web/serve_asset.h"
#include "web/server.h"

#include <fmt/format.h>
#include <signal.h>

#include <cstdio>

namespace app {
namespace {

std::optional<Address> listen_address(const std::string& text) {
  auto out = read_address(text);
  if (out && out->host == "localhost") out->host = "127.0.0.1";
  return out;
}

void say_welcome(const access::House& house, const web::ServerOptions& options, std::uint16_t port) {
  const auto scheme = options.certificate.empty() ? "http" : "https";
  const auto host = options.host == "127.0.0.1" ? std::string("localhost") : options.host;
  std::fputs(fmt::format("{} is served on {}://{}:{}\n", house.school().name, scheme, host, port).c_str(), stdout);
  if (house.school().is_demonstration)
    std::fputs("Demonstration sign-ins: keyworker, teacher, senco, dsl, head, office, cover, governor, it\n"
               "Password for each: alongside-demo\n",
               stdout);
  std::fflush(stdout);
}

}  // namespace

int serve(const Arguments& arguments) {
  const auto address = listen_address(arguments.text("listen", "127.0.0.1:8080"));
  if (!address) return refuse(base::Error::invalid("listen", "Write HOST:PORT, for example 127.0.0.1:8080", "listen"));
  const auto workers = arguments.number("workers", 2, 1, 64);
  if (!workers) return refuse(workers.error());
  auto post = read_mail(arguments);
  if (!post) return refuse(post.error());

  // Signals are taken by this thread alone, before any other begins.
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTERM);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &stops, nullptr);
  signal(SIGPIPE, SIG_IGN);

  auto house = open_house(arguments);
  furnish(*house);
  house->room<record::SearchIndex>().start();
  const auto routes = all_routes();
  web::ServerOptions options;
  options.host = address->host;
  options.port = address->port;
  options.workers = static_cast<int>(*workers);
  options.certificate = arguments.text("certificate");
  options.key = arguments.text("certificate-key");
  options.takes_files = [&routes](web::Method method, std::string_view path) { return routes.takes_files(method, path); };
  web::Server server(options, [&](web::Request request, web::Reply reply) {
    if (auto asset = web::serve_asset(request)) return reply(std::move(*asset));
    routes.serve(*house, std::move(request), std::move(reply));
  });
  jobs::Runner runner(house->clock());
  add_house_jobs(runner, *house, *std::move(post));
  server.start();
  runner.start();
  say_welcome(*house, options, server.port());
  for (;;) {
    int signal_number = 0;
    sigwait(&stops, &signal_number);
    if (signal_number == SIGHUP) {
      server.reload_certificate();
      continue;
    }
    break;
  }
  server.stop();
  runner.stop();
  house->pen().flush();
  return 0;
}

}  // namespace app
