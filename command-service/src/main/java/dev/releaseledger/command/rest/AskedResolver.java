package dev.releaseledger.command.rest;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.releaseledger.command.desk.Asked;
import dev.releaseledger.command.directory.Directory;
import dev.releaseledger.command.problem.Fault;
import dev.releaseledger.command.problem.Problem;
import dev.releaseledger.command.problem.RequestRejected;
import dev.releaseledger.command.security.TokenCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads what surrounds a command from its request: the caller from the token, the conditions from the headers. */
final class AskedResolver implements HandlerMethodArgumentResolver {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern SEQUENCE = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Directory directory;
    private final InstantSource clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    AskedResolver(Directory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asked.class;
    }

    @Override
    public Asked resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory factory) {
        HttpServletRequest request = (HttpServletRequest) web.getNativeRequest();
        List<Fault> faults = new ArrayList<>();
        String key = request.getHeader("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            faults.add(new Fault("Idempotency-Key", "is not a key", "1 to 255 printable ASCII characters, no blanks"));
        }
        Long ifMatch = ifMatch(request.getHeader(HttpHeaders.IF_MATCH), faults);
        if (!faults.isEmpty()) {
            throw new RequestRejected(Problem.of(faults));
        }
        TokenCaller caller = TokenCaller.current();
        String trace = request.getHeader("traceparent");
        Object digest = request.getAttribute(StrictBodies.DIGEST);
        return new Asked(
                directory.idOf(caller.subject()),
                caller.grants(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                request.getMethod(),
                request.getRequestURI(),
                key,
                digest == null ? StrictBodies.DIGEST_OF_NOTHING : digest.toString(),
                ifMatch,
                ids.generate().toString(),
                null,
                trace != null && TRACE_PARENT.matcher(trace).matches() ? trace : null);
    }

    private static @Nullable Long ifMatch(@Nullable String header, List<Fault> faults) {
        if (header == null) {
            return null;
        }
        Matcher sequence = SEQUENCE.matcher(header);
        if (!sequence.matches()) {
            faults.add(new Fault("If-Match", "is not a sequence", "the ETag of an answer, e.g. \"7\""));
            return null;
        }
        return Long.valueOf(sequence.group(1));
    }
}
