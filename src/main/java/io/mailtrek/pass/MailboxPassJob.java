package io.mailtrek.pass;

import java.time.Duration;
import java.time.Instant;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** One mailbox pass as a Quartz job. Next to read: {@link MailboxWorker}. */
@DisallowConcurrentExecution
final class MailboxPassJob implements Job {
  static final String PASS = "pass";
  static final String MAILBOX = "mailbox";
  private static final Duration WAIT_FOR_EARLIER_PASS = Duration.ofSeconds(1);

  private final MailboxWorker worker;

  MailboxPassJob(MailboxWorker worker) {
    this.worker = worker;
  }

  @Override
  public void execute(JobExecutionContext context) throws JobExecutionException {
    JobDataMap data = context.getMergedJobDataMap();
    MailboxWorker.Done done = worker.work(data.getLongValue(PASS), data.getLongValue(MAILBOX));
    try {
      switch (done) {
        case ENDED -> context.getScheduler().deleteJob(context.getJobDetail().getKey());
        case EARLIER_PASS_FIRST -> runAgain(context, Instant.now().plus(WAIT_FOR_EARLIER_PASS));
        // What was under way goes on before what was queued.
        case POSTPONED -> runAgain(context, PassQueue.BEFORE_ALL);
        case TOO_EARLY, INTERRUPTED -> {}
      }
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  private static void runAgain(JobExecutionContext context, Instant start)
      throws SchedulerException {
    context
        .getScheduler()
        .scheduleJob(PassQueue.trigger(start).forJob(context.getJobDetail()).build());
  }
}
