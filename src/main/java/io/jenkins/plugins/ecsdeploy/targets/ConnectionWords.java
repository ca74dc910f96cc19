package io.jenkins.plugins.ecsdeploy.targets;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Outcome;
import io.jenkins.plugins.ecsdeploy.engine.verify.Attempt.Purpose;
import io.jenkins.plugins.ecsdeploy.engine.verify.ConnectionReport;
import io.jenkins.plugins.ecsdeploy.engine.verify.ConnectionReport.Cluster;
import java.util.ArrayList;
import java.util.List;

/** What a test found, in words for the form. AWS's own words go in, too, so all is escaped here. */
final class ConnectionWords {
    private ConnectionWords() {}

    static FormValidation of(ConnectionReport report) {
        List<String> lines = new ArrayList<>();
        report.identity()
                .ifPresent(identity ->
                        lines.add(paragraph(Messages.ConnectionWords_identity(identity.account(), identity.arn()))));
        report.cluster()
                .ifPresent(cluster -> lines.add(paragraph(
                        cluster.usable()
                                ? Messages.ConnectionWords_cluster(
                                        cluster.name(),
                                        cluster.status(),
                                        cluster.activeServices(),
                                        cluster.runningTasks())
                                : "MISSING".equals(cluster.status())
                                        ? missing(cluster)
                                        : Messages.ConnectionWords_clusterUnusable(cluster.name(), cluster.status()))));
        list(lines, Messages.ConnectionWords_failed(), report.with(Outcome.FAILED));
        list(lines, Messages.ConnectionWords_passedOver(), report.with(Outcome.PASSED_OVER));
        list(lines, Messages.ConnectionWords_denied(), report.with(Outcome.DENIED));
        list(lines, Messages.ConnectionWords_unsure(), report.with(Outcome.UNSURE));
        boolean broken = !report.with(Outcome.FAILED).isEmpty()
                || report.with(Outcome.DENIED).stream().anyMatch(attempt -> attempt.purpose() == Purpose.ROLE)
                || report.cluster().filter(cluster -> !cluster.usable()).isPresent();
        if (broken) {
            return FormValidation.errorWithMarkup(String.join("", lines));
        }
        boolean complete =
                report.with(Outcome.ALLOWED).size() == report.attempts().size();
        if (complete) {
            lines.add(paragraph(Messages.ConnectionWords_allAllowed()));
        }
        lines.add(paragraph(Messages.ConnectionWords_notTried()));
        String text = String.join("", lines);
        return complete ? FormValidation.okWithMarkup(text) : FormValidation.warningWithMarkup(text);
    }

    /** Clusters to choose from: the form's script enters the one that is clicked on. */
    static FormValidation of(List<String> clusters) {
        if (clusters.isEmpty()) {
            return FormValidation.warning(Messages.ConnectionWords_noClusters());
        }
        StringBuilder markup = new StringBuilder(paragraph(Messages.ConnectionWords_clusters()));
        for (String cluster : clusters) {
            markup.append("<button type=\"button\" class=\"jenkins-button ecs-target-cluster\">")
                    .append(Util.escape(cluster))
                    .append("</button> ");
        }
        return FormValidation.okWithMarkup(markup.toString());
    }

    private static void list(List<String> lines, String title, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        StringBuilder markup = new StringBuilder(paragraph(title)).append("<ul>");
        for (Attempt attempt : attempts) {
            markup.append("<li><code>")
                    .append(Util.escape(attempt.action()))
                    .append("</code> ")
                    .append(Util.escape(purpose(attempt.purpose())))
                    .append("<br>")
                    .append(Util.escape(attempt.words()))
                    .append("</li>");
        }
        lines.add(markup.append("</ul>").toString());
    }

    private static String missing(Cluster cluster) {
        String words = Messages.ConnectionWords_clusterMissing(cluster.name());
        return cluster.nearest()
                .map(nearest -> words + " " + Messages.ConnectionWords_clusterNearest(nearest))
                .orElse(words);
    }

    private static String purpose(Purpose purpose) {
        return switch (purpose) {
            case TEST -> Messages.ConnectionWords_forTest();
            case ROLE -> Messages.ConnectionWords_forRole();
            case DEPLOYING -> Messages.ConnectionWords_forDeploying();
            case FOLLOWING -> Messages.ConnectionWords_forFollowing();
            case REASONS -> Messages.ConnectionWords_forReasons();
            case DIGESTS -> Messages.ConnectionWords_forDigests();
            case REVISIONS -> Messages.ConnectionWords_forRevisions();
            case TIDYING -> Messages.ConnectionWords_forTidying();
        };
    }

    private static String paragraph(String text) {
        return "<p>" + Util.escape(text) + "</p>";
    }
}
