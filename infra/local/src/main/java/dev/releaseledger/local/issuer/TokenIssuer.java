package dev.releaseledger.local.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/**
 * A Spring Authorization Server with one client, {@value #CLIENT}, which may ask for a token of any role and actor
 * ({@code client_credentials} with the parameters {@code role} and {@code actor}). Whoever can read the client's secret is
 * therefore everybody: this issuer is for one's own machine.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
})
public class TokenIssuer {
    /** The one client's id. */
    public static final String CLIENT = "release-ledger-local";
    /** Whom the tokens are for. */
    public static final String AUDIENCE = "release-ledger";
    /** Where tokens are to be had, below the issuer. */
    public static final String TOKEN_PATH = "/oauth2/token";

    private static final Duration GOOD_FOR = Duration.ofHours(12);

    /**
     * The issuer, for whoever starts it together with others.
     *
     * @param url how it calls itself, the tokens' {@code iss}
     * @param clientSecret of {@value #CLIENT}
     * @param signingKey signs the tokens
     */
    public static SpringApplicationBuilder application(String url, String clientSecret, RSAKey signingKey) {
        return new SpringApplicationBuilder(TokenIssuer.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.config.name=token-issuer", "server.address=127.0.0.1")
                .initializers(context -> {
                    var beans = context.getBeanFactory();
                    beans.registerSingleton("issued", new Issued(url, clientSecret, signingKey));
                });
    }

    /** What one issuer is made of. */
    record Issued(String url, String clientSecret, RSAKey signingKey) {
        @Override
        public String toString() {
            return "Issued[" + url + "]";
        }
    }

    @Bean
    SecurityFilterChain everyEndpoint(HttpSecurity http) {
        return http.oauth2AuthorizationServer(Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Issued issued) {
        return AuthorizationServerSettings.builder()
                .issuer(issued.url())
                .tokenEndpoint(TOKEN_PATH)
                .build();
    }

    @Bean
    RegisteredClientRepository clients(Issued issued) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientSecret(PasswordEncoderFactories.createDelegatingPasswordEncoder()
                        .encode(issued.clientSecret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(GOOD_FOR).build())
                .build());
    }

    @Bean
    JWKSource<SecurityContext> keys(Issued issued) {
        return new ImmutableJWKSet<>(new JWKSet(issued.signingKey()));
    }

    @Bean
    OAuth2AuthorizationService nothingToRemember() {
        return new ForgetfulAuthorizations();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> requestedRolesAndActor() {
        return context -> {
            if (!(context.getAuthorizationGrant() instanceof OAuth2ClientCredentialsAuthenticationToken request)) {
                throw new IllegalStateException("only client credentials are granted here");
            }
            RequestedToken requested = requested(request);
            context.getClaims()
                    .subject(requested.actor())
                    .audience(List.of(AUDIENCE))
                    .claim("roles", requested.roles());
        };
    }

    private static RequestedToken requested(OAuth2ClientCredentialsAuthenticationToken request) {
        try {
            return RequestedToken.from(request.getAdditionalParameters());
        } catch (IllegalArgumentException e) {
            OAuth2Error error = new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, e.getMessage(), null);
            throw new OAuth2AuthenticationException(error, e);
        }
    }
}
