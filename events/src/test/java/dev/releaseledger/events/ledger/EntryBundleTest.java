package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class EntryBundleTest {
    @Example
    void everyEntryComesAfterItsLength() {
        assertThat(new EntryBundle(0, 2).encode(List.of(new byte[] {7}, new byte[300])))
                .startsWith(0, 1, 7, 1, 44, 0)
                .hasSize(2 + 1 + 2 + 300);
    }

    @Property(tries = 200)
    void entriesSurviveTheirBundle(@ForAll @Size(min = 1, max = 256) List<byte[]> entries) throws Malformed {
        EntryBundle bundle = new EntryBundle(0, entries.size());

        assertThat(bundle.decode(bundle.encode(entries)))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(entries);
    }

    @Example
    void theLongestEntryFits() throws Malformed {
        EntryBundle bundle = new EntryBundle(0, 1);
        byte[] longest = new byte[EntryBundle.MAX_ENTRY_BYTES];

        assertThat(bundle.decode(bundle.encode(List.of(longest))))
                .hasSize(1)
                .first()
                .isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> bundle.encode(List.of(new byte[65536])));
    }

    @Property(tries = 200)
    void aBundleCutAnywhereIsRefused(@ForAll @Size(min = 1, max = 8) List<byte[]> entries, @ForAll int any) {
        EntryBundle bundle = new EntryBundle(0, entries.size());
        byte[] bytes = bundle.encode(entries);

        assertRefused(bundle, Arrays.copyOf(bytes, Math.floorMod(any, bytes.length)));
    }

    @Example
    void bytesAfterTheLastEntryAreRefused() {
        assertRefused(new EntryBundle(0, 1), new byte[] {0, 1, 7, 0});
        assertRefused(new EntryBundle(0, 1), new byte[] {0, 1, 7, 0, 0});
    }

    @Example
    void entriesTooFewOrTooManyAreNotBundled() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(0, 2).encode(List.of(new byte[1])));
    }

    private static void assertRefused(EntryBundle bundle, byte[] bytes) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> bundle.decode(bytes))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.TILE_LENGTH);
    }
}
