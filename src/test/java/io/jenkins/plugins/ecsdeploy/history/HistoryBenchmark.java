package io.jenkins.plugins.ecsdeploy.history;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.util.PluginServletFilter;
import io.jenkins.plugins.ecsdeploy.bench.Section;
import io.jenkins.plugins.ecsdeploy.history.journal.Journal;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What {@code ./dev bench history} measures, in a real Jenkins. Surefire does not run this class by itself. */
class HistoryBenchmark {
    private static final int ENTRIES = Integer.getInteger("bench.entries", 100_000);
    private static final int SERVICES = 500;
    private static final List<String> TARGETS = List.of("dev", "test", "beta", "staging", "live");
    private static final int WARM_PAGES = 21;
    private static final int PRACTICE_PAGES = 150;
    private static final int ADDED = 2_000;
    private static final Path REPORT = Path.of(System.getProperty("bench.report", "docs/benchmarks.md"));
    private static final BlockingQueue<Double> WATCHED = new LinkedBlockingQueue<>();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private double cold;
    private double warm;
    private double service;
    private double loadMillis;
    private double added;
    private double addedToOne;
    private double heapMegabytes;

    @Test
    void measure() throws Throwable {
        sessions.then(HistoryBenchmark::make);
        sessions.then(this::pages);
        sessions.then(this::add);
        write();
        assertThat(cold).isLessThan(100);
        assertThat(warm).isLessThan(30);
        assertThat(service).isLessThan(30);
        assertThat(added).isLessThan(1);
        assertThat(addedToOne).isLessThan(1);
        assertThat(heapMegabytes).isLessThan(40);
    }

    /** Jobs without a single build: all that the entries name were deleted. */
    private static void make(JenkinsRule jenkins) throws Exception {
        EcsTargets.get()
                .setTargets(TARGETS.stream()
                        .map(GlobalTarget::new)
                        .peek(target -> target.setRegion("eu-central-1"))
                        .toList());
        for (int i = 0; i < SERVICES; i++) {
            jenkins.createFreeStyleProject("deploy-" + i);
        }
        DeploymentHistory.get().loaded().get(1, TimeUnit.MINUTES);
        for (int i = 0; i < ENTRIES; i++) {
            tell(i);
        }
        DeploymentHistory.get().journal().save();
    }

    private static void tell(int i) {
        int of = i % SERVICES;
        int build = i / SERVICES + 1;
        new Told()
                .service("service-" + of)
                .target(TARGETS.get(i / SERVICES % TARGETS.size()))
                .image("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/service-" + of + ":" + build)
                .changes("web: image …:" + (build - 1) + " → …:" + build)
                .upstream("build-" + of, build)
                .status(i % 20 == 0 ? "ROLLED_BACK" : "SUCCESSFUL", i % 20 == 0 ? "tasks failed to start" : null)
                .by("deploy-" + of, build, null);
    }

    private void pages(JenkinsRule jenkins) throws Exception {
        PluginServletFilter.addFilter(new Watch());
        long begin = System.nanoTime();
        DeploymentHistory.get().loaded().get(5, TimeUnit.MINUTES);
        loadMillis = (System.nanoTime() - begin) / 1e6;
        for (int i = 0; i < PRACTICE_PAGES; i++) {
            draw(jenkins, "ecs/?target=live&q=service-4");
        }
        cold = draw(jenkins, "ecs/");
        for (int i = 0; i < PRACTICE_PAGES; i++) {
            draw(jenkins, "ecs/");
        }
        warm = median(jenkins, "ecs/");
        for (int i = 0; i < PRACTICE_PAGES; i++) {
            draw(jenkins, "ecs/service/service-1/");
        }
        service = median(jenkins, "ecs/service/service-7/");
        for (FreeStyleProject job : jenkins.jenkins.getItems(FreeStyleProject.class)) {
            assertThat(job.getBuilds()).isEmpty();
        }
        double with = heap();
        DeploymentHistory history = DeploymentHistory.get();
        assertThat(history.journal().heads()).hasSize(SERVICES * TARGETS.size());
        Journal another = new Journal(
                jenkins.jenkins.getRootDir().toPath().resolve("ecs-deploy-history"),
                System::currentTimeMillis,
                (problem, e) -> {});
        another.load();
        heapMegabytes = Math.max(0, heap() - with);
        assertThat(another.heads()).hasSize(SERVICES * TARGETS.size());
    }

    private void add(JenkinsRule jenkins) throws Exception {
        DeploymentHistory.get().loaded().get(5, TimeUnit.MINUTES);
        added = median(i -> tell(ENTRIES + i));
        addedToOne = median(i -> tell(0));
    }

    private static double median(IntConsumer work) {
        double[] millis = new double[ADDED];
        for (int i = 0; i < ADDED; i++) {
            long begin = System.nanoTime();
            work.accept(i);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ADDED / 2];
    }

    private static double median(JenkinsRule jenkins, String path) throws Exception {
        double[] millis = new double[WARM_PAGES];
        for (int i = 0; i < WARM_PAGES; i++) {
            millis[i] = draw(jenkins, path);
        }
        Arrays.sort(millis);
        return millis[WARM_PAGES / 2];
    }

    private static double draw(JenkinsRule jenkins, String path) throws Exception {
        new URL(jenkins.getURL(), path).openStream().readAllBytes();
        return Objects.requireNonNull(WATCHED.poll(1, TimeUnit.MINUTES));
    }

    /** Watches the thread that draws the page: milliseconds of a processor. */
    private static final class Watch implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long processor = threads.getCurrentThreadCpuTime();
            chain.doFilter(request, response);
            WATCHED.add((threads.getCurrentThreadCpuTime() - processor) / 1e6);
        }
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024;
    }

    private void write() throws IOException {
        String text = String.format(
                Locale.ENGLISH,
                """
                ## History

                Written by `./dev bench history`: %,d entries of %d services in %d targets, whose builds are all deleted.

                | what | measured | wanted |
                | --- | --- | --- |
                | matrix, first page after a start (ms) | %.1f | 100 |
                | matrix, later pages (ms) | %.1f | 30 |
                | page of a service (ms) | %.1f | 30 |
                | adding an entry, median (ms) | %.3f | 1 |
                | the same, all to one service (ms) | %.3f | 1 |
                | memory of what is read at the start (MB) | %.1f | 40 |
                | until all is read, in the background (ms) | %,.0f | |

                Measured on %s with %d processors, Java %s, a heap of %d MB. Times of pages are those that the thread which
                draws them took of a processor, with everything around: header, side bar, permissions. The first page is
                drawn after others of the same kind, so that Jelly and the classes are warm. A page of the matrix has a
                hundred services. No build is loaded.
                """,
                ENTRIES,
                SERVICES,
                TARGETS.size(),
                cold,
                warm,
                service,
                added,
                addedToOne,
                heapMegabytes,
                loadMillis,
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() / 1024 / 1024);
        System.out.println(text);
        Section.write(REPORT, "./dev bench history", text);
    }
}
