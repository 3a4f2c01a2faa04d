import HTTPTypes
import Hummingbird

/// Signing in with the token, where one is asked for.
extension Site {
  /// Whether an address is shown to those who have not signed in.
  static func isOpen(_ path: String) -> Bool { path == "/sign-in" || path == "/assets/style.css" }

  func signInRoutes(_ router: Router<BasicRequestContext>) {
    router.get("sign-in") { _, _ in page("sign-in", title: "Sign in", [:]) }
    router.post("sign-in") { request, _ in
      let fields = try await FormFields(request)
      guard let pass else { return Response.redirect(to: "/", type: .normal) }
      guard pass.accepts(fields.text("token") ?? "") else {
        // A guesser waits; 24 characters cannot be tried out at this pace.
        try await Task.sleep(for: .seconds(1))
        return page("sign-in", title: "Sign in", ["wrong": true], status: .unauthorized)
      }
      var response = Response.redirect(to: "/", type: .normal)
      response.headers[.setCookie] =
        "\(SignIn.cookie)=\(pass.cookieValue); Path=/; HttpOnly; SameSite=Strict\(pass.isSecure ? "; Secure" : "")"
      return response
    }
    router.post("sign-out") { _, _ in
      var response = Response.redirect(to: "/sign-in", type: .normal)
      response.headers[.setCookie] = "\(SignIn.cookie)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"
      return response
    }
  }
}
