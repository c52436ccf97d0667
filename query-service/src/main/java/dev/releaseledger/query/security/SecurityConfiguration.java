package dev.releaseledger.query.security;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemWriter;
import dev.releaseledger.query.settings.QuerySettings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestTemplate;

/** Everything needs a token, but what is public by design. What a token then allows is decided where products are known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {
    /** Below what is public of the ledger: hashes say nothing, entries do. */
    private static final String ENTRIES = "/ledger/tile/entries/**";

    private static final String[] PUBLIC = {
        "/",
        "/index.html",
        "/pages/**",
        "/favicon.ico",
        "/error",
        "/actuator/health",
        "/ledger/checkpoint",
        "/ledger/keys",
        "/ledger/tile/**",
        "/ledger/proof/*",
        "/ledger/consistency",
        // With a token, or with an address that is as good as one.
        "/ofrep/v1/events",
        "/v3/api-docs",
        "/v3/api-docs.yaml",
        "/v3/api-docs/**",
        "/swagger-ui.html",
        "/swagger-ui/**"
    };

    /** Requests are measured as a whole: observing each filter of the chain by itself costs more than it tells. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, ProblemWriter problems, QuerySettings settings) {
        List<String> origins = settings.flags().allowedOrigins();
        if (!origins.isEmpty()) {
            http.cors(pages -> pages.configurationSource(FlagClients.pagesOf(origins)));
        }
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(ENTRIES)
                        .authenticated()
                        .requestMatchers(PUBLIC)
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole("admin")
                        .anyRequest()
                        .authenticated())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Tokens come in a header that no browser sends by itself.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .oauth2ResourceServer(server -> server.jwt(
                                jwt -> jwt.jwtAuthenticationConverter(SecurityConfiguration::authentication))
                        .bearerTokenResolver(FlagClients.token())
                        .authenticationEntryPoint((request, response, fault) -> unauthorized(problems, response, fault))
                        .accessDeniedHandler((request, response, fault) -> forbidden(problems, response))
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                                filter.setAuthenticationFailureHandler(
                                        (request, response, fault) -> unauthorized(problems, response, fault));
                                return filter;
                            }
                        }))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, fault) -> unauthorized(problems, response, fault))
                        .accessDeniedHandler((request, response, fault) -> forbidden(problems, response)))
                .build();
    }

    private static void unauthorized(
            ProblemWriter problems, HttpServletResponse response, AuthenticationException fault) throws IOException {
        if (fault instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            problems.write(response, Problem.UNAVAILABLE.detail("the issuer's keys cannot be had at the moment"));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        problems.write(
                response, Problem.UNAUTHORIZED.detail("a valid bearer token of the configured issuer is needed"));
    }

    private static void forbidden(ProblemWriter problems, HttpServletResponse response) throws IOException {
        problems.write(response, Problem.FORBIDDEN.detail("the token's roles do not allow this"));
    }

    private static AbstractAuthenticationToken authentication(Jwt jwt) {
        return new JwtAuthenticationToken(
                jwt,
                Reader.grants(jwt).everywhere().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.claim()))
                        .toList());
    }

    @Bean
    JwtDecoder jwtDecoder(SecuritySettings settings) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(settings.keys())
                .restOperations(patient())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        OAuth2TokenValidator<Jwt> validator = JwtValidators.createDefaultWithValidators(List.of(
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(settings.audience())),
                new JwtClaimValidator<Instant>("exp", Objects::nonNull)));
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
}
