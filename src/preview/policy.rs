//! What a browser may do on the page: the content security policies (CSP 3) that go with it.

/// What scripts and styles may do on the page: those of the program alone, and nothing from elsewhere.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What they may do in the text, which the page has in a frame: nothing runs there.
pub(super) const TEXT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'self'";
