package dev.releaseledger.command.security;

import dev.releaseledger.events.access.Grants;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who the request's token names, and what it grants.
 *
 * @param subject the issuer's name of the person or machine
 * @param grants the roles
 */
public record TokenCaller(String subject, Grants grants) {
    private static final int LONGEST_SUBJECT = 200;

    /** The caller of the request that this thread answers. */
    public static TokenCaller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Jwt token)) {
            throw new AccessDeniedException("no token");
        }
        String subject = token.getSubject();
        if (subject == null
                || subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw new AccessDeniedException("the token names no subject");
        }
        List<String> roles = token.getClaimAsStringList("roles");
        return new TokenCaller(subject, Grants.of(roles == null ? List.of() : roles));
    }
}
