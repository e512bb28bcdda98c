package io.mailtrek.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;

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
        case EARLIER_PASS_FIRST -> runAgainLater(context);
        case INTERRUPTED -> {}
      }
    } catch (SchedulerException e) {
      throw new JobExecutionException(e);
    }
  }

  private static void runAgainLater(JobExecutionContext context) throws SchedulerException {
    context
        .getScheduler()
        .scheduleJob(
            TriggerBuilder.newTrigger()
                .forJob(context.getJobDetail())
                .startAt(Date.from(Instant.now().plus(WAIT_FOR_EARLIER_PASS)))
                .build());
  }
}
