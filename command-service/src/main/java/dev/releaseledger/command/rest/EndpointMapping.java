package dev.releaseledger.command.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds a request's endpoint among those whose paths begin and are as long as its own. The framework looks up at once only paths without
 * variables, and tries all others one by one, of which a service with an endpoint for each command has many. Where nothing
 * is found here it still does, and says what is wrong with the request.
 */
final class EndpointMapping extends RequestMappingHandlerMapping {
    @Override
    protected Set<String> getDirectPaths(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream().map(EndpointMapping::shape).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(shape(path), request);
    }

    @Override
    protected void handleMatch(RequestMappingInfo mapping, String shape, HttpServletRequest request) {
        super.handleMatch(mapping, ServletRequestPathUtils.getCachedPathValue(request), request);
    }

    /** The first two segments and how many there are, e.g. {@code /v1/releases 4}. */
    static String shape(String path) {
        int segments = 0;
        int second = path.length();
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            segments++;
            if (segments == 3) {
                second = at;
            }
        }
        return path.substring(0, second) + " " + segments;
    }
}
