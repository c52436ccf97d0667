package dev.releaseledger.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was measured on.
 *
 * @param memoryGib in GiB
 * @param jdk which Java runs the services and this program
 */
public record Machine(String processor, int cores, long memoryGib, String system, String jdk) {

    /** This one. */
    public static Machine here() {
        long bytes =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new Machine(
                valueIn(linesOf(Path.of("/proc/cpuinfo")), "model name", ":", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                Math.round(bytes / (double) (1L << 30)),
                valueIn(linesOf(Path.of("/etc/os-release")), "PRETTY_NAME", "=", System.getProperty("os.name"))
                        + ", kernel " + System.getProperty("os.version"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    /** In a line. */
    public String words() {
        return processor + ", " + cores + " cores, " + memoryGib + " GiB; " + system + "; JDK " + jdk;
    }

    static String valueIn(List<String> lines, String name, String separator, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(name) && line.contains(separator))
                .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                .map(value -> value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                        ? value.substring(1, value.length() - 1)
                        : value)
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notThisSystem) {
            return List.of();
        }
    }
}
