package io.jenkins.plugins.ecsdeploy.upstream;

import hudson.model.Failure;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** A value that is not offered. The command line shows the message of such an exception, and so does a page. */
final class RefusedChoiceException extends IllegalArgumentException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    RefusedChoiceException(String message) {
        super(message);
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        new Failure(getMessage()).generateResponse(request, response, node);
    }
}
