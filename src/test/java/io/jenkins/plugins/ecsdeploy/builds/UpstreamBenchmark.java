package io.jenkins.plugins.ecsdeploy.builds;

import static io.jenkins.plugins.ecsdeploy.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import hudson.model.Descriptor;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.RunParameterDefinition;
import hudson.model.StringParameterDefinition;
import hudson.util.PluginServletFilter;
import io.jenkins.plugins.ecsdeploy.bench.Section;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildParameterDefinition;
import io.jenkins.plugins.ecsdeploy.upstream.UpstreamBuildsChoiceListProvider;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ChoiceListProvider;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition;
import jp.ikedam.jenkins.plugins.extensible_choice_parameter.SystemGroovyChoiceListProvider;
import org.jenkinsci.plugins.scriptsecurity.sandbox.groovy.SecureGroovyScript;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * {@code ./dev bench upstream}. No name that Surefire runs by itself. Every way to offer builds draws its page in a Jenkins
 * of its own that has just started with the same job on disk, then in the same Jenkins again.
 */
class UpstreamBenchmark {
    private static final int BUILDS = Integer.getInteger("bench.builds", 10_000);
    private static final int SUCCESSFUL_EVERY = 100;
    private static final int WARM_PAGES = 21;
    private static final int PRACTICE_PAGES = 60;
    private static final int ADDED = 2000;
    private static final Path REPORT = Path.of(System.getProperty("bench.report", "docs/benchmarks.md"));

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static final BlockingQueue<Double> WATCHED = new LinkedBlockingQueue<>();

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final List<String> adding = new ArrayList<>();
    private double firstPageMillis;
    private double scanMillis;
    private int scanLoads;

    private record Row(double cold, double warm, int loaded, double heapMegabytes) {}

    @Test
    void measure() throws Throwable {
        sessions.then(jenkins -> {
            make(jenkins, "service", BUILDS, SUCCESSFUL_EVERY);
            make(jenkins, "small", 10, 1);
        });
        sessions.then(this::scan);
        page("`upstreamBuild`", service -> new UpstreamBuildParameterDefinition("SERVICE", service));
        page(
                "Extensible Choice with `upstreamBuilds`",
                service -> extensible(new UpstreamBuildsChoiceListProvider(service)));
        page("Extensible Choice with the script", UpstreamBenchmark::script);
        page(
                "Jenkins' own run parameter, stable builds",
                service -> new RunParameterDefinition(
                        "SERVICE", service, "", RunParameterDefinition.RunParameterFilter.STABLE));
        sessions.then(this::add);

        write();
        Row ours = rows.get("`upstreamBuild`");
        Row script = rows.get("Extensible Choice with the script");
        assertThat(ours.loaded).isZero();
        assertThat(ours.cold).isLessThan(50);
        assertThat(ours.warm).isLessThan(10);
        assertThat(script.cold).isGreaterThan(100 * ours.cold);
    }

    /** A build that ran for real, copied to so many. */
    private static void make(JenkinsRule jenkins, String name, int builds, int successfulEvery) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("currentBuild.displayName = 'fix the thing'", true));
        jenkins.buildAndAssertSuccess(job);
        String record = Files.readString(job.getBuildDir().toPath().resolve("1/build.xml"));
        FileTime hourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (int number = 1; number <= builds; number++) {
            Path folder = Files.createDirectories(job.getBuildDir().toPath().resolve(String.valueOf(number)));
            boolean successful = number % successfulEvery == 0;
            Path file = Files.writeString(
                    folder.resolve("build.xml"),
                    successful ? record : record.replace("<result>SUCCESS</result>", "<result>FAILURE</result>"));
            // Builds of a moment ago would be looked at again after a restart, for file times are not exact.
            Files.setLastModifiedTime(file, hourAgo);
        }
        Files.deleteIfExists(job.getBuildDir().toPath().resolve("permalinks"));
        job.updateNextBuildNumber(builds + 1);
    }

    /** The very first list, of which nothing is known. */
    private void scan(JenkinsRule jenkins) throws Exception {
        Job<?, ?> service = job(jenkins, "service");
        Job<?, ?> small = job(jenkins, "small");
        await().until(() -> SuccessfulBuilds.get().of(small).complete());
        long begin = System.nanoTime();
        SuccessfulBuilds.get().of(service);
        firstPageMillis = millis(begin);
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofMinutes(5))
                .until(() -> SuccessfulBuilds.get().of(service).complete());
        scanMillis = millis(begin);
        scanLoads = loaded(service);
        assertThat(SuccessfulBuilds.get().of(service).newest(Result.SUCCESS, 1000))
                .hasSize(BUILDS / SUCCESSFUL_EVERY);
    }

    private void page(String name, Function<String, ParameterDefinition> parameter) throws Throwable {
        sessions.then(jenkins -> {
            PluginServletFilter.addFilter(new Watch());
            WorkflowJob plain = deploy(jenkins, new StringParameterDefinition("SERVICE", ""));
            WorkflowJob practice = deploy(jenkins, parameter.apply("small"));
            WorkflowJob deploy = deploy(jenkins, parameter.apply("service"));
            // Jelly, classes and the compiler are warm; what is cold is what is kept of this job's builds.
            for (int i = 0; i < PRACTICE_PAGES; i++) {
                draw(jenkins, plain);
                draw(jenkins, practice);
            }
            WorkflowJob service = job(jenkins, "service");
            await().until(() -> SuccessfulBuilds.get().of(service).complete());
            double heap = heap();
            double rest = median(jenkins, plain);
            // The index is read from disk again, as for a page that is opened before anything else happened.
            SuccessfulBuilds.get().deleted(service);
            double cold = draw(jenkins, deploy) - rest;
            int loads = loaded(service);
            double grown = heap() - heap;
            double warm = median(jenkins, deploy) - median(jenkins, plain);
            rows.put(name, new Row(Math.max(0, cold), Math.max(0, warm), loads, Math.max(0, grown)));
            plain.delete();
            practice.delete();
            deploy.delete();
        });
    }

    private void add(JenkinsRule jenkins) throws Exception {
        for (String name : List.of("small", "service")) {
            WorkflowJob job = job(jenkins, name);
            await().until(() -> SuccessfulBuilds.get().of(job).complete());
            var build = job.getBuildByNumber(SUCCESSFUL_EVERY <= job.getNextBuildNumber() ? SUCCESSFUL_EVERY : 10);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            double[] millis = new double[ADDED];
            long bytes = 0;
            for (int i = 0; i < 2 * ADDED; i++) {
                SuccessfulBuilds.get().deleted(build);
                long allocated = threads.getThreadAllocatedBytes(thread);
                long begin = System.nanoTime();
                SuccessfulBuilds.get().finished(build);
                if (i >= ADDED) {
                    millis[i - ADDED] = millis(begin);
                    bytes += threads.getThreadAllocatedBytes(thread) - allocated;
                }
            }
            Arrays.sort(millis);
            assertThat(millis[ADDED / 2]).isLessThan(1);
            adding.add(String.format(
                    Locale.ENGLISH,
                    "| %,d | %d | %.4f | %.4f | %.1f |",
                    job.getNextBuildNumber() - 1,
                    SuccessfulBuilds.get().of(job).newest(Result.SUCCESS, 1000).size(),
                    millis[ADDED / 2],
                    millis[ADDED * 99 / 100],
                    bytes / 1024.0 / ADDED));
        }
    }

    private static ParameterDefinition script(String service) {
        String script = "def choices = []\n"
                + "jenkins.model.Jenkins.instance.getItemByFullName('" + service
                + "').getBuilds().overThresholdOnly(hudson.model.Result.SUCCESS).limit(100)"
                + ".each { choices << \"${it.number}-${it.displayName}\".toString() }\n"
                + "return choices";
        try {
            return extensible(
                    new SystemGroovyChoiceListProvider(new SecureGroovyScript(script, false, null), null, false));
        } catch (Descriptor.FormException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ParameterDefinition extensible(ChoiceListProvider provider) {
        return new ExtensibleChoiceParameterDefinition("SERVICE", provider, false, "");
    }

    private static WorkflowJob deploy(JenkinsRule jenkins, ParameterDefinition parameter) throws IOException {
        WorkflowJob deploy = jenkins.createProject(WorkflowJob.class);
        deploy.addProperty(new ParametersDefinitionProperty(parameter));
        return deploy;
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
    }

    private static double median(JenkinsRule jenkins, Job<?, ?> job) throws Exception {
        double[] millis = new double[WARM_PAGES];
        for (int i = 0; i < WARM_PAGES; i++) {
            millis[i] = draw(jenkins, job);
        }
        Arrays.sort(millis);
        return millis[WARM_PAGES / 2];
    }

    /** Draws the page "Build with Parameters", and tells the milliseconds that it took of a processor. */
    private static double draw(JenkinsRule jenkins, Job<?, ?> job) throws Exception {
        HttpURLConnection page =
                (HttpURLConnection) new URL(jenkins.getURL(), job.getUrl() + "build?delay=0sec").openConnection();
        // Jenkins answers a GET of this address with its page and this code.
        assertThat(page.getResponseCode()).isEqualTo(405);
        assertThat(new String(page.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("SERVICE");
        return Objects.requireNonNull(WATCHED.poll(1, TimeUnit.MINUTES));
    }

    /** Watches the thread that draws the page. */
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

    private static int loaded(Job<?, ?> job) {
        return ((WorkflowJob) job)
                .getLazyBuildMixIn()
                .getRunMap()
                .getLoadedBuilds()
                .size();
    }

    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024;
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private void write() throws IOException {
        StringBuilder text = new StringBuilder("## Lists of upstream builds\n\n");
        text.append("Written by `./dev bench upstream`: the page *Build with Parameters* for a job with ")
                .append(String.format(Locale.ENGLISH, "%,d builds, of which %d", BUILDS, BUILDS / SUCCESSFUL_EVERY))
                .append(" were successful.\n\n");
        text.append("| parameter | first page after a restart (ms) | later pages (ms) | builds loaded | heap (MB) |\n");
        text.append("| --- | --- | --- | --- | --- |\n");
        rows.forEach((name, row) -> text.append(String.format(
                Locale.ENGLISH,
                "| %s | %,.1f | %,.1f | %,d | %.1f |%n",
                name,
                row.cold,
                row.warm,
                row.loaded,
                row.heapMegabytes)));
        text.append("\nAdding one finished build to the index:\n\n");
        text.append("| builds of the job | in the index | median (ms) | p99 (ms) | allocated (KB) |\n");
        text.append("| --- | --- | --- | --- | --- |\n");
        adding.forEach(line -> text.append(line).append('\n'));
        text.append(String.format(
                Locale.ENGLISH,
                "%nThe first list of all answers after %.1f ms, and is empty; the scan in the background then takes"
                        + " %.1f s for all builds, and loads %d of them.%n%n",
                firstPageMillis,
                scanMillis / 1000,
                scanLoads));
        text.append(String.format(
                "Measured on %s with %d processors, Java %s, a heap of %d MB.%n%n",
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() / 1024 / 1024));
        text.append("""
                - Times are those of the parameter's part: what the thread that draws the whole page took of a processor,
                  less the median of the same page with a string parameter. By the clock it takes at least as long, and
                  as much longer as the machine is busy.
                - Each row has a Jenkins of its own, which has just started and has drawn the same kind of page for a
                  small job: Jelly and the classes are warm, nothing is in memory of the job's builds, and its files are
                  in the cache of the operating system. Later pages are the median of 21 in the same Jenkins.
                - Builds loaded and heap are those of the first page. Heap is counted after garbage collection; builds are
                  softly referenced, so it comes back when memory is short, and the next page then loads them again.
                - Extensible Choice asks for the list several times for each page.
                - The builds are Pipeline builds of one step. Real records are larger and take longer to load.
                """);
        System.out.println(text);
        Section.write(REPORT, "./dev bench upstream", text.toString());
    }
}
