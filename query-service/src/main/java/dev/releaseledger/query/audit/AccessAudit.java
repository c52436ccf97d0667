package dev.releaseledger.query.audit;

import dev.releaseledger.events.access.Role;
import dev.releaseledger.events.audit.Access;
import dev.releaseledger.events.audit.AccessOutcome;
import dev.releaseledger.query.rest.Problem;
import dev.releaseledger.query.rest.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells who reads evidence, or is denied it, before the first byte of the answer leaves. Where it cannot be told, nothing leaves
 * but a problem. Within everything that decides who is asking.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class AccessAudit extends OncePerRequestFilter {
    private static final int LONGEST_SUBJECT = 200;
    private static final int MOST_ROLES = 200;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final AccessTrail trail;
    private final ProblemWriter problems;
    private final Clock clock;

    AccessAudit(AccessTrail trail, ProblemWriter problems, Clock clock) {
        this.trail = trail;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        AuditedResponse audited = new AuditedResponse(response, answer -> obstacle(request, answer, who), problems);
        try {
            chain.doFilter(request, audited);
        } catch (ServletException | IOException | RuntimeException e) {
            // What was stopped has been answered.
            if (!audited.isStopped()) {
                throw e;
            }
        }
    }

    /** What keeps an answer from leaving; empty when nothing does, since it is recorded or need not be. */
    private Optional<AuditedResponse.Obstacle> obstacle(
            HttpServletRequest request, HttpServletResponse answer, @Nullable Authentication who) {
        Optional<AccessOutcome> outcome = outcome(answer.getStatus());
        if (outcome.isEmpty()) {
            return Optional.empty();
        }
        Optional<Evidence.Told> told = switch (outcome.get()) {
            case READ -> Evidence.in(request, answer.getContentType());
            case DENIED -> Evidence.denied(request);
        };
        if (told.isEmpty() || who == null || !(who.getPrincipal() instanceof Jwt token)) {
            return Optional.empty();
        }
        String subject = token.getSubject();
        if (subject == null || !isSomebody(subject)) {
            return Optional.of(new AuditedResponse.Obstacle(
                    Problem.FORBIDDEN.detail("evidence is read by somebody: the token's sub must have 1 to "
                            + LONGEST_SUBJECT + " characters, none of them a control character"),
                    false));
        }
        Access access = new Access(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                roles(token),
                told.get().what(),
                told.get().how(),
                outcome.get(),
                trace(request));
        return switch (trail.tell(subject, access)) {
            case TAKEN -> Optional.empty();
            case NOT_TAKEN ->
                Optional.of(new AuditedResponse.Obstacle(
                        Problem.UNAVAILABLE.detail(
                                "who reads evidence is recorded first, and it cannot be recorded at the moment"),
                        true));
            case NO_KEY ->
                Optional.of(new AuditedResponse.Obstacle(
                        Problem.UNAVAILABLE.detail(
                                "who reads evidence is recorded first, sealed with the access key, and"
                                        + " there is none that can be used: whoever runs this has to set release-ledger.access.key"),
                        false));
        };
    }

    private static Optional<AccessOutcome> outcome(int status) {
        if (status == HttpStatus.FORBIDDEN.value()) {
            return Optional.of(AccessOutcome.DENIED);
        }
        return status >= 200 && status < 300 ? Optional.of(AccessOutcome.READ) : Optional.empty();
    }

    private static boolean isSomebody(String subject) {
        return !subject.isBlank()
                && subject.length() <= LONGEST_SUBJECT
                && subject.chars().noneMatch(Character::isISOControl);
    }

    /** Those that are roles of ours: others may say anything. */
    private static List<String> roles(Jwt token) {
        return token.getClaims().get("roles") instanceof List<?> names
                ? names.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(AccessAudit::isRole)
                        .sorted()
                        .distinct()
                        .limit(MOST_ROLES)
                        .toList()
                : List.of();
    }

    private static boolean isRole(String name) {
        int at = name.indexOf('@');
        return Role.ofClaim(at < 0 ? name : name.substring(0, at)).isPresent()
                && (at < 0 || Evidence.PRODUCT.matcher(name.substring(at + 1)).matches());
    }

    /** A caller may write anything into a header. */
    private static @Nullable String trace(HttpServletRequest request) {
        String trace = request.getHeader("traceparent");
        return trace != null && TRACE.matcher(trace).matches() ? trace : null;
    }
}
