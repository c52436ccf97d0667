package dev.releaseledger.command.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "10.1.2.3, private",
        "100.64.0.1, shared",
        "100.127.255.255, shared",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.169.254, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.8, reserved",
        "192.88.99.1, 6to4 relay",
        "192.168.1.1, private",
        "198.19.0.1, benchmarking",
        "203.0.113.9, documentation",
        "224.0.0.251, multicast",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::7f00:1, reserved",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "64:ff9b::7f00:1, NAT64",
        "64:ff9b:1::a00:1, NAT64",
        "2001:0:4136:e378::1, Teredo",
        "2001:db8::1, documentation",
        "2002:7f00:1::, 6to4",
        "fc00::1, private",
        "fd12:3456::1, private",
        "fe80::1, link-local",
        "fec0::1, private",
        "ff02::1, multicast",
        "5f00::1, reserved",
        "2130706433, loopback",
        "127.1, loopback",
        "localhost, loopback"
    })
    void anInsideAddressIsRefused_andItsKindIsTold(String host, String kind) {
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, List.of());

        assertThatThrownBy(() -> guard.resolve(host))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining(host)
                .hasMessageContaining(" " + kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "128.0.0.1",
                "169.253.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "192.169.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2003::1"
            })
    void anAddressOutInTheInternetIsHandedOut(String host) throws UnknownHostException {
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, List.of());

        assertThat(guard.resolve(host)).containsExactly(InetAddress.getByName(host));
    }

    @Test
    void aNameWithOneInsideAddressIsRefused_whateverElseItHas() {
        AddressGuard guard = new AddressGuard(
                host -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")},
                List.of());

        assertThatThrownBy(() -> guard.resolve("hooks.example"))
                .isInstanceOf(AddressRefused.class)
                .hasMessage("hooks.example has a private address, which outgoing calls may not reach");
    }

    @Test
    void aNameWithoutAddressesIsNotKnown() {
        AddressGuard guard = new AddressGuard(host -> new InetAddress[0], List.of());

        assertThatThrownBy(() -> guard.resolve("hooks.example"))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(AddressRefused.class);
    }

    @Test
    void anAllowedBlockOpensItselfAndNoMore() throws UnknownHostException {
        AddressGuard guard = new AddressGuard(InetAddress::getAllByName, List.of("10.20.0.0/14", "fd00:1::/33"));

        assertThat(guard.resolve("10.23.255.255")).hasSize(1);
        assertThat(guard.resolve("fd00:1:7fff::1")).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("10.24.0.0")).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> guard.resolve("fd00:1:8000::1")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void anAllowedHostOpensItselfAndNoMore() throws UnknownHostException {
        AddressGuard guard = new AddressGuard(
                host -> new InetAddress[] {InetAddress.getByName("10.0.0.1")}, List.of("Mail.Internal.Example"));

        assertThat(guard.resolve("mail.internal.example.")).hasSize(1);
        assertThatThrownBy(() -> guard.resolve("other.internal.example")).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> guard.resolve("a.mail.internal.example")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void whatIsHandedOutBearsTheNameThatWasAskedFor() throws UnknownHostException {
        AddressGuard guard = new AddressGuard(
                host -> new InetAddress[] {InetAddress.getByAddress("other.example", new byte[] {8, 8, 8, 8})},
                List.of());

        assertThat(Arrays.stream(guard.resolve("hooks.example")).map(InetAddress::getHostName))
                .containsExactly("hooks.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.0.0.1", "fd00::/8", "::1", "mail.example", "localhost"})
    void hostsAndBlocksCanBeAllowed(String entry) {
        assertThat(AddressGuard.isAllowable(entry)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "fd00::/129", "1.2.3.4.5", "mail example", "*"})
    void nothingElseCanBeAllowed(String entry) {
        assertThat(AddressGuard.isAllowable(entry)).isFalse();
    }
}
