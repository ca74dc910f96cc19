package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import io.jenkins.plugins.ecsdeploy.engine.poll.EmulatedTime;
import io.jenkins.plugins.ecsdeploy.engine.poll.PoolScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** What waiting costs while nothing happens. */
final class Waiting {
    private static final Duration WATCHED = Duration.ofSeconds(10);
    private static final Way.Ending NEVER = new Way.Ending() {
        @Override
        public void succeeded() {
            throw new IllegalStateException("it ended");
        }

        @Override
        public void failed(RuntimeException e) {
            throw e;
        }
    };

    private Waiting() {}

    /** The most threads at once, in real time: those of a pool like the plugin's. */
    static int threadsOfEngine(Kind kind, int count) throws InterruptedException {
        AtomicInteger alive = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                8,
                task -> new Thread(() -> {
                    peak.accumulateAndGet(alive.incrementAndGet(), Math::max);
                    task.run();
                    alive.decrementAndGet();
                }));
        try (BenchWorld world = new BenchWorld(kind)) {
            world.registered = true;
            EngineWay way = new EngineWay(new PoolScheduler(pool));
            List<BenchHost> hosts = new ArrayList<>();
            for (String service : world.services(count)) {
                hosts.add(way.begin(world, service, NEVER));
            }
            while (!hosts.stream().allMatch(host -> host.record.isBegun())) {
                Thread.sleep(50);
            }
            Thread.sleep(WATCHED.toMillis());
            hosts.forEach(host -> host.driver.cancel());
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
        return peak.get();
    }

    /** The most threads at once of so many of the SDK's own waiters, really waiting. */
    static int threadsOfWaiters(int count) throws InterruptedException {
        AtomicInteger alive = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        try (BenchWorld world = new BenchWorld(new Rolling(false));
                var ecs = world.client(ApacheHttpClient.builder().maxConnections(20))) {
            for (String service : world.services(count)) {
                ecs.updateService(
                        r -> r.cluster(BenchWorld.CLUSTER).service(service).forceNewDeployment(true));
                Thread thread = new Thread(() -> {
                    peak.accumulateAndGet(alive.incrementAndGet(), Math::max);
                    try {
                        ecs.waiter()
                                .waitUntilServicesStable(
                                        r -> r.cluster(BenchWorld.CLUSTER).services(service));
                    } catch (RuntimeException e) {
                        // Interrupted, as it is to be.
                    } finally {
                        alive.decrementAndGet();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            Thread.sleep(WATCHED.toMillis());
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return peak.get();
    }

    /** Bytes that each deployment holds while it is followed, after garbage collection. */
    static long heapOfEngine(int count) {
        try (BenchWorld world = new BenchWorld(new Rolling(false))) {
            world.registered = true;
            List<DeploymentRecord> records = new ArrayList<>();
            EngineWay first = new EngineWay(world.time);
            List<BenchHost> begun = new ArrayList<>();
            for (String service : world.services(count)) {
                begun.add(first.begin(world, service, NEVER));
            }
            world.time.pass(Duration.ofSeconds(80));
            begun.forEach(host -> records.add(host.record));
            begun.forEach(host -> host.driver.cancel());
            begun.clear();
            world.time.pass(Duration.ofSeconds(20));
            long before = used(world);
            EmulatedTime time = new EmulatedTime(world.emulator.clock());
            EngineWay way = new EngineWay(time);
            records.forEach(record -> begun.add(way.drive(world, record, NEVER)));
            time.pass(Duration.ofSeconds(30));
            long bytes = used(world) - before;
            begun.forEach(host -> host.driver.cancel());
            return bytes / count;
        }
    }

    /** What is used after garbage collection, without what the emulator keeps of calls. */
    static long used(BenchWorld world) {
        world.emulator.clearCalls();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
