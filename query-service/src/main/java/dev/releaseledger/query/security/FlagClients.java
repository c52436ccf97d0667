package dev.releaseledger.query.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * What the protocol of flag clients (OFREP) has beyond what everybody may do: pages of other origins that ask, and a second
 * header that brings the token.
 */
final class FlagClients {
    /** The protocol's other header than {@code Authorization}; it takes the same token, without a scheme before it. */
    static final String API_KEY = "X-API-Key";

    private static final String BELOW = "/ofrep/";
    private static final Duration ANSWER_GOOD_FOR = Duration.ofHours(1);

    private FlagClients() {}

    /**
     * Lets pages of these origins ask. Others get what anybody gets and no word for their browser, which then keeps it from
     * them: a page of our own origin behind a proxy looks like one of another and must not be turned away.
     */
    static CorsConfigurationSource pagesOf(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of(HttpMethod.POST.name(), HttpMethod.GET.name()));
        allowed.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                API_KEY,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH,
                "Last-Event-ID"));
        allowed.setExposedHeaders(List.of(HttpHeaders.ETAG));
        allowed.setMaxAge(ANSWER_GOOD_FOR);
        return request ->
                isOne(request) && allowed.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null ? allowed : null;
    }

    /** Where a request has its token. */
    static BearerTokenResolver token() {
        DefaultBearerTokenResolver bearer = new DefaultBearerTokenResolver();
        return request -> {
            String token = bearer.resolve(request);
            return token == null && isOne(request) ? request.getHeader(API_KEY) : token;
        };
    }

    private static boolean isOne(HttpServletRequest request) {
        return request.getServletPath().startsWith(BELOW);
    }
}
