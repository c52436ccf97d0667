package dev.releaseledger.query.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What one address can be answered as: the caller's {@code Accept} header decides (RFC 9110, 12.5.1). The most specific range
 * that a type is in tells how much it is wanted; of the types that are wanted most, the first that is offered.
 */
public record Offer(List<MediaType> types) {
    private static final Comparator<MediaType> BY_SPECIFICITY = Comparator.comparing(
                    (MediaType range) -> !range.isWildcardType())
            .thenComparing(range -> !range.isWildcardSubtype());

    public Offer {
        types = List.copyOf(types);
    }

    /** The type to answer as. */
    public MediaType chosenBy(HttpServletRequest request) {
        List<MediaType> accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        MediaType chosen = types.getFirst();
        for (MediaType offered : types) {
            if (wanted(offered, accepted) > wanted(chosen, accepted)) {
                chosen = offered;
            }
        }
        return chosen;
    }

    private static double wanted(MediaType offered, List<MediaType> accepted) {
        return accepted.stream()
                .filter(range -> range.includes(offered))
                .max(BY_SPECIFICITY)
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }
}
