package io.jenkins.plugins.ecsdeploy.bench;

import io.jenkins.plugins.ecsdeploy.engine.document.Placeholders;
import io.jenkins.plugins.ecsdeploy.engine.render.Render;
import io.jenkins.plugins.ecsdeploy.engine.render.RenderRequest;
import io.jenkins.plugins.ecsdeploy.engine.render.SourceText;
import io.jenkins.plugins.ecsdeploy.engine.taskdef.TaskDefinitionChanges;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How long a definition of nearly 64 KB takes to render, in milliseconds. */
record RenderTime(int bytes, double p50, double p99) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 500;
    private static final int MEASURED = 1000;

    static RenderTime measure() {
        String text = text();
        RenderRequest request = new RenderRequest(
                Optional.of(new SourceText("taskdef.json", text, false)),
                Optional.empty(),
                Optional.empty(),
                Placeholders.of(Map.of("BUILD", "90")),
                TaskDefinitionChanges.of(Map.of("images", Map.of("web", "registry/web:2"))),
                false,
                false);
        List<Double> times = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            long begun = THREADS.getCurrentThreadCpuTime();
            length += Render.render(request, base -> {
                        throw new IllegalStateException("It has a base of its own");
                    })
                    .document()
                    .toString()
                    .length();
            if (i >= WARM_UP) {
                times.add((THREADS.getCurrentThreadCpuTime() - begun) / 1e6);
            }
        }
        if (length == 0) {
            throw new IllegalStateException("Nothing was rendered");
        }
        return new RenderTime(text.length(), Percentile.of(times, 50), Percentile.of(times, 99));
    }

    private static String text() {
        StringBuilder text = new StringBuilder("{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"web\","
                + "\"image\":\"registry/web:1\",\"memory\":128,\"essential\":true,\"environment\":[");
        for (int i = 0; text.length() < 64_000; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"VARIABLE_")
                    .append(i)
                    .append("\",\"value\":\"value ")
                    .append(i)
                    .append(" of ${BUILD}\"}");
        }
        return text.append("]}]}").toString();
    }
}
