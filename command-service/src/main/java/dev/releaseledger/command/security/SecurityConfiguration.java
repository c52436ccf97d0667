package dev.releaseledger.command.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.events.access.Right;
import dev.releaseledger.events.access.RoleTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.client.RestTemplate;

/** Nothing but health answers without a token of our issuer, for our audience, signed and not expired. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String[] OPEN = {
        "/actuator/health",
        "/actuator/health/liveness",
        "/actuator/health/readiness",
        "/v3/api-docs",
        "/v3/api-docs/**",
        "/swagger-ui.html",
        "/swagger-ui/**"
    };

    private static final String SCHEME = "Bearer";

    /** Requests are measured as a whole: observing each filter of the chain by itself costs more than it tells. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** As strict as the framework's own about headers, which matches each of them by an expression each time it is read. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> isText(name, false));
        firewall.setAllowedHeaderValues(value -> isText(value, true));
        return firewall;
    }

    private static boolean isText(String header, boolean tabs) {
        for (int at = 0; at < header.length(); at += Character.charCount(header.codePointAt(at))) {
            int character = header.codePointAt(at);
            if (!isText(character) && !(tabs && character == '\t')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(int character) {
        return !Character.isISOControl(character) && Character.isDefined(character);
    }

    @Bean
    SecurityFilterChain commandSecurity(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((caller, request) -> new AuthorizationDecision(caller.get() != null
                                && caller.get().isAuthenticated()
                                && RoleTable.standard()
                                        .grants(TokenCaller.current().grants().everywhere(), Right.READ_ENTRIES)))
                        .anyRequest()
                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.bearerTokenResolver(SecurityConfiguration::bearerToken)
                        .jwt(jwt -> {})
                        .authenticationEntryPoint((request, response, why) -> noToken(response))
                        .accessDeniedHandler((request, response, why) -> notAllowed(response))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(
                                        (request, response, why) -> notAuthenticated(response, why));
                                return filter;
                            }
                        }))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint((request, response, why) -> noToken(response))
                                .accessDeniedHandler((request, response, why) -> notAllowed(response)))
                .build();
    }

    /** The header's token (RFC 6750, section 2.1), as the framework reads it too, which matches it by an expression each time. */
    private static @Nullable String bearerToken(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.startsWith(" ", SCHEME.length()) ? header.substring(SCHEME.length() + 1) : "";
        for (int at = 0; at < token.length(); at++) {
            if (!isOfToken(token.charAt(at))) {
                throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("the token is malformed"));
            }
        }
        if (token.isEmpty()) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("there is no token"));
        }
        return token;
    }

    private static boolean isOfToken(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "-._~+/=".indexOf(character) >= 0;
    }

    @Bean
    JwtDecoder jwtDecoder(
            @Value("${release-ledger.security.issuer}") String issuer,
            @Value("${release-ledger.security.jwk-set-uri}") String keys,
            @Value("${release-ledger.security.audience}") String audience) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(patient())
                .jwsAlgorithms(algorithms -> {
                    algorithms.add(SignatureAlgorithm.RS256);
                    algorithms.add(SignatureAlgorithm.ES256);
                })
                .build();
        OAuth2TokenValidator<Jwt> validator = new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<java.util.Collection<String>>(
                        "aud", audiences -> audiences != null && audiences.contains(audience)),
                new JwtClaimValidator<Object>("exp", expiry -> expiry != null));
        decoder.setJwtValidator(validator);
        return new VerifiedTokens(decoder, validator, Ticker.systemTicker());
    }

    /** Asks the issuer for its keys. The decoder's own half second is too short for an issuer that has just started. */
    private static RestTemplate patient() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(Duration.ofSeconds(2));
        requests.setReadTimeout(Duration.ofSeconds(5));
        return new RestTemplate(requests);
    }

    /** A token that nobody can judge now, since its issuer does not answer, is no bad token. */
    private static void notAuthenticated(HttpServletResponse response, AuthenticationException why) throws IOException {
        if (why instanceof AuthenticationServiceException) {
            write(
                    response,
                    Problem.of(
                            503,
                            "issuer-unavailable",
                            "Issuer unavailable",
                            "the token issuer's keys cannot be had at the moment"));
            return;
        }
        noToken(response);
    }

    private static void noToken(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(
                response,
                Problem.of(
                        401,
                        "unauthorized",
                        "Unauthorized",
                        "send Authorization: Bearer with a token of the configured issuer that is for this audience and"
                                + " has not expired"));
    }

    private static void notAllowed(HttpServletResponse response) throws IOException {
        write(response, Problem.of(403, "forbidden", "Forbidden", "the token does not give this right"));
    }

    private static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(problem.json());
    }
}
