package dev.releaseledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagedTest {
    private static Paged<Integer> page(int limit, List<Integer> list) {
        return Paged.of(limit, atMost -> list.subList(0, Math.min(atMost, list.size())));
    }

    @Test
    void aFullPageBehindWhichThereIsMore_goesOnBehindItsLastRow() {
        Paged<Integer> page = page(2, List.of(1, 2, 3));
        assertThat(page.rows()).containsExactly(1, 2);
        assertThat(page.next(last -> "behind " + last)).isEqualTo("behind 2");
    }

    @Test
    void aFullPageBehindWhichThereIsNothing_isTheLast() {
        Paged<Integer> page = page(2, List.of(1, 2));
        assertThat(page.rows()).containsExactly(1, 2);
        assertThat(page.next(last -> "behind " + last)).isNull();
    }

    @Test
    void anEmptyPageIsTheLast() {
        assertThat(page(2, List.of())).isEqualTo(new Paged<>(List.of(), null));
    }
}
