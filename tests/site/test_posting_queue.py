"""The posting queue (domain 4.1): documents that are posted by a worker, one after the other, and what happens to those
that can not be, or whose worker dies. What runs the queue runs in processes of its own, as workers do."""

import frappe
import pytest
from build import adjust, buyer, goods, invoice, item, order, refused, settings, statuses
from frappe.utils import background_jobs
from processes import at, die, meet, meeting, swept, together
from rq.job import Job

from dev.demo.company import BILLING, CLERK, MANAGER
from sales_mgmt import api
from sales_mgmt.jobs import batch, queue

POSTING = "sales_mgmt.jobs.queue.post_document"


def state(doc):
	fields = ["posting_job_status", "posting_job_error"]
	return frappe.db.get_value(doc.doctype, doc.name, fields)


def job_of(doc):
	filters = {"document_type": doc.doctype, "document": doc.name}
	return frappe.get_last_doc("Posting Job", filters)


# The document that waits


def test_the_document_says_that_it_waits_and_the_job_knows_the_options():
	doc = order(item(goods(stock=1)))
	modified = doc.modified
	name = api.post_later("Sales Order", doc.name, ship=True, posting_date="2026-03-20")
	assert state(doc) == ("Queued", None)
	job = frappe.get_doc("Posting Job", name)
	assert (job.status, job.ship, job.invoice, str(job.posting_date)) == ("Queued", 1, 0, "2026-03-20")
	doc.reload()
	assert str(doc.modified) == str(modified)  # an open form is not out of date
	assert api.posting_state("Sales Order", doc.name)["status"] == "Queued"


@pytest.mark.parametrize("doctype", ["Sales Order", "Sales Invoice"])
def test_while_it_waits_it_can_not_be_changed_posted_or_deleted(doctype):
	doc = (order if doctype == "Sales Order" else invoice)(item(goods(stock=1)))
	api.post_later(doctype, doc.name, ship=True, invoice=True)
	with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
		frappe.get_doc(doctype, doc.name).update({"your_reference": "changed"}).save()
	with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
		frappe.delete_doc(doctype, doc.name)
	with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
		api.post_later(doctype, doc.name, ship=True, invoice=True)
	if doctype == "Sales Order":
		with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
			api.release(doctype, doc.name)
		with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
			api.close_order(doc.name, "Nobody wants it any more")
		with refused("queued"):
			api.post(doctype, doc.name, ship=True, invoice=True)
	else:
		with pytest.raises(frappe.ValidationError, match="waiting in the posting queue"):
			api.post(doctype, doc.name)
	assert frappe.db.count("Posting Job", {"document": doc.name}) == 1


def test_nobody_types_the_state_of_the_queue():
	doc = order(item("1000"))
	doc.update({"posting_job_status": "Error", "posting_job_error": "Forged"}).save()
	assert state(doc) == (None, None)
	assert frappe.copy_doc(frappe.get_doc("Sales Order", doc.name)).posting_job_status in (None, "")


def test_removed_from_the_queue_it_can_be_changed_again():
	doc = order(item(goods(stock=1)))
	api.post_later("Sales Order", doc.name, ship=True)
	api.cancel_posting("Sales Order", doc.name)
	assert state(doc) == (None, None)
	assert not frappe.db.exists("Posting Job", {"document": doc.name})
	doc.reload()
	doc.update({"your_reference": "changed"}).save()
	with pytest.raises(frappe.ValidationError, match="not in the posting queue any more"):
		api.cancel_posting("Sales Order", doc.name)


def test_only_who_may_post_puts_in_the_queue_or_takes_out():
	doc = order(item(goods(stock=1)))
	for user, options in (
		(CLERK, {"ship": True}),
		(BILLING, {"ship": True}),
		(BILLING, {"ship": 1, "invoice": 1}),
	):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			api.post_later("Sales Order", doc.name, **options)
	frappe.set_user(MANAGER)
	api.post_later("Sales Order", doc.name, ship=True)
	frappe.set_user(BILLING)
	with pytest.raises(frappe.PermissionError):
		api.cancel_posting("Sales Order", doc.name)
	assert state(doc)[0] == "Queued"


def test_the_desk_is_told_to_post_in_the_background_and_post_itself_stays_at_once(books):
	settings(post_in_background=1)
	assert api.posting_options("Sales Order")["in_background"] is True
	doc = order(item(goods(stock=1)))
	assert api.post("Sales Order", doc.name, ship=True)["shipment"]


# The workers. What follows commits, so it is swept away afterwards.


def run_queue():
	queue.run_queue()


def run_queue_dying():
	with at(POSTING, die, after=True):
		queue.run_queue()


def run_queue_meeting(target):
	with meeting(target):
		queue.run_queue()


@pytest.fixture
def committed():
	with swept():
		yield
		for name in frappe.get_all("Posting Job", pluck="name"):
			frappe.cache.delete(queue._counter(name))


def waiting(*docs, user=MANAGER, **options):
	frappe.set_user(user)
	for doc in docs:
		api.post_later(doc.doctype, doc.name, **options)
	frappe.set_user("Administrator")
	# the worker is started by the test
	frappe.db.after_commit.reset()
	frappe.db.commit()


def fresh():
	frappe.db.rollback()


def test_a_worker_posts_what_waits_in_its_order(committed):
	customer, code = buyer(), goods(stock=10)
	docs = [order(item(code), customer=customer) for _ in range(2)] + [invoice(item(code), customer=customer)]
	waiting(*docs, ship=True, invoice=True)
	assert together((run_queue,))[0].error == ""
	fresh()
	assert [state(doc) for doc in docs] == [(None, None)] * 3
	assert [statuses(doc)[0] for doc in docs[:2]] == ["Completed"] * 2
	assert frappe.db.get_value("Sales Invoice", docs[2].name, ["docstatus", "modified_by"]) == (1, MANAGER)
	jobs = [job_of(doc) for doc in docs]
	assert [job.status for job in jobs] == ["Finished"] * 3
	numbers = [frappe.db.get_value("Sales Invoice", job.posted_invoice, "posted_no") for job in jobs]
	assert numbers == sorted(numbers)
	posted = api.posting_state("Sales Order", docs[0].name)
	assert (posted["status"], posted["shipment"]) == ("", jobs[0].shipment)
	assert frappe.db.get_value("Sales Shipment", posted["shipment"], "sales_order") == docs[0].name


def test_what_can_not_be_posted_shows_its_errors_and_can_be_tried_again(committed):
	code = goods()
	bad, good = order(item(code, 5)), order(item(goods(stock=1)))
	waiting(bad, good, ship=True)
	together((run_queue,))
	fresh()
	status, error = state(bad)
	assert status == "Error" and code in error and error.endswith(".")
	assert job_of(bad).status == "Error"
	assert statuses(bad)[:2] == ("Open", "Not Shipped")
	assert statuses(good)[1] == "Shipped"
	told = frappe.get_last_doc("Notification Log", {"document_name": bad.name})
	assert (told.for_user, told.document_type) == (MANAGER, "Sales Order")
	assert code in told.email_content
	frappe.db.delete("Notification Log", told.name)  # Frappe's own way begins a job that meets us

	# it is mended, which is allowed again, and tried again with the same options
	adjust((code, 5, 60))
	api.retry_posting("Sales Order", bad.name)
	frappe.db.after_commit.reset()
	frappe.db.commit()
	assert state(bad) == ("Queued", None)
	together((run_queue,))
	fresh()
	assert state(bad) == (None, None)
	assert statuses(bad)[1] == "Shipped"
	assert frappe.db.count("Posting Job", {"document": bad.name}) == 1


def test_nothing_is_sent_of_what_could_not_be_posted(committed):
	doc = order(item(goods(), 5))
	waiting(doc, ship=True)
	frappe.db.set_value("Posting Job", job_of(doc).name, "send", 1)
	frappe.db.commit()
	mails = frappe.db.count("Email Queue")
	jobs = sending_jobs()
	together((run_queue,))
	fresh()
	assert state(doc)[0] == "Error"
	assert frappe.db.count("Email Queue") == mails
	assert sending_jobs() == jobs
	frappe.db.delete("Notification Log", {"document_name": doc.name})


def sending_jobs():
	"""Jobs of Post and Send that wait for a worker, run or have run."""
	queue = background_jobs.get_queue("short")
	registries = (queue, queue.started_job_registry, queue.finished_job_registry, queue.failed_job_registry)
	jobs = Job.fetch_many(
		[name for registry in registries for name in registry.get_job_ids()], background_jobs.get_redis_conn()
	)
	return [job.id for job in jobs if job and "send_of_job" in str(job.kwargs.get("method"))]


def test_the_policy_of_the_one_who_asked_holds(committed):
	frappe.get_doc(
		{"doctype": "Sales User Setup", "user": MANAGER, "invoice_posting_policy": "Prohibited"}
	).insert()
	doc = order(item(goods(stock=1)))
	waiting(doc, ship=True, invoice=True)
	together((run_queue,))
	fresh()
	assert "Prohibited" in state(doc)[1]
	frappe.db.delete("Notification Log", {"document_name": doc.name})
	frappe.db.commit()


def test_a_worker_that_dies_leaves_the_job_to_the_next_one(committed):
	doc = order(item(goods(stock=1)))
	waiting(doc, ship=True, invoice=True)
	assert together((run_queue_dying,))[0].killed
	fresh()
	assert state(doc) == ("Queued", None)
	assert not frappe.db.exists("Sales Shipment", {"sales_order": doc.name})
	together((run_queue,))
	fresh()
	assert statuses(doc)[0] == "Completed"
	assert frappe.db.count("Sales Shipment", {"sales_order": doc.name}) == 1


def test_a_job_that_kills_its_worker_every_time_becomes_an_error(committed):
	doc, next_one = order(item(goods(stock=1))), order(item(goods(stock=1)))
	waiting(doc, next_one, ship=True)
	for _ in range(queue.INTERRUPTIONS):
		assert together((run_queue_dying,))[0].killed
	together((run_queue,))
	fresh()
	assert state(doc)[0] == "Error" and "interrupted" in state(doc)[1]
	assert statuses(next_one)[1] == "Shipped"
	frappe.db.delete("Notification Log", {"document_name": doc.name})
	frappe.db.commit()


def overlapping():
	"""Post what waits, and note how many postings run at the same time as each."""
	seen = []
	original = queue.post_document

	def watched(*args):
		key = "test_posting_queue_running"
		seen.append(frappe.cache.incrby(key, 1))
		result = original(*args)
		frappe.cache.incrby(key, -1)
		return result

	queue.post_document = watched
	meet()
	try:
		queue.run_queue()
	finally:
		queue.post_document = original
	return seen


def test_several_workers_never_post_in_parallel(committed):
	code = goods(stock=20)
	docs = [order(item(code)) for _ in range(6)]
	waiting(*docs, ship=True, invoice=True)
	frappe.cache.delete("test_posting_queue_running")  # a run that was interrupted leaves it
	outcomes = together((overlapping,), (overlapping,), (overlapping,))
	fresh()
	assert [outcome.error for outcome in outcomes] == ["", "", ""]
	seen = [count for outcome in outcomes for count in outcome.value]
	assert seen == [1] * 6
	assert [statuses(doc)[0] for doc in docs] == ["Completed"] * 6
	frappe.cache.delete("test_posting_queue_running")


def test_the_scheduler_finds_what_lost_its_worker_or_its_job(monkeypatch):
	started = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kw: started.append(method))
	queue.wake()
	assert started == []
	lost, orphan = order(item(goods(stock=1))), order(item(goods(stock=1)))
	api.post_later("Sales Order", lost.name, ship=True)
	frappe.db.set_value("Sales Order", orphan.name, "posting_job_status", "Queued")
	started.clear()
	queue.wake()
	assert started == [queue.RUN]
	assert state(lost)[0] == "Queued"
	assert state(orphan)[0] is None


# Batches by a worker


def run_batch(name):
	batch.run_batch(name)


def run_batch_dying(name):
	with at("sales_mgmt.jobs.batch.post_document", die, call=2):
		batch.run_batch(name)


def started_batch(docs):
	name = api.post_batch("Sales Order", names=[doc.name for doc in docs], ship=True, background=True)
	frappe.db.after_commit.reset()
	frappe.db.commit()
	return name


def test_a_worker_posts_a_batch_in_transactions_of_its_own(committed):
	code = goods(stock=2)
	docs = [order(item(code)) for _ in range(3)]
	name = started_batch(docs)
	assert together((run_batch, name))[0].error == ""
	fresh()
	log = frappe.get_doc("Posting Batch", name)
	assert (log.status, log.posted, log.failed) == ("Finished", 2, 1)
	assert [row.outcome for row in log.results] == ["Posted", "Posted", "Not Posted"]
	assert code in log.results[2].messages


def test_a_batch_whose_worker_dies_keeps_what_it_posted_and_says_so(committed):
	docs = [order(item(goods(stock=1))) for _ in range(3)]
	name = started_batch(docs)
	assert together((run_batch_dying, name))[0].killed
	fresh()
	assert [statuses(doc)[1] for doc in docs] == ["Shipped", "Not Shipped", "Not Shipped"]
	batch.close_stopped()
	assert frappe.db.get_value("Posting Batch", name, "status") == "Running"  # it may still be at work
	long_ago = frappe.utils.add_to_date(None, hours=-1)
	frappe.db.set_value("Posting Batch", name, "modified", long_ago, update_modified=False)
	batch.close_stopped()
	log = frappe.get_doc("Posting Batch", name)
	assert log.status == "Failed" and "Start it again" in log.error
	assert [(row.document, row.outcome) for row in log.results] == [(docs[0].name, "Posted")]


def post_batch_at_once(names):
	"""As a request that has written nothing before, and that dies at the second document."""
	frappe.local.request = frappe._dict(method="POST")
	with at("sales_mgmt.jobs.batch.post_document", die, call=2):
		api.post_batch("Sales Order", names=names, ship=True, background=False)


def test_a_batch_of_a_request_commits_each_document(committed):
	docs = [order(item(goods(stock=1))) for _ in range(2)]
	frappe.db.commit()
	assert together((post_batch_at_once, [doc.name for doc in docs]))[0].killed
	fresh()
	assert [statuses(doc)[1] for doc in docs] == ["Shipped", "Not Shipped"]


def test_a_batch_that_no_worker_has_begun_gets_another(monkeypatch):
	docs = [order(item(goods(stock=1)))]
	name = api.post_batch("Sales Order", names=[docs[0].name], ship=True, background=True)
	started = []
	monkeypatch.setattr(frappe, "enqueue", lambda method, **kw: started.append(kw["batch"]))
	batch.close_stopped()
	assert started == []
	long_ago = frappe.utils.add_to_date(None, hours=-1)
	frappe.db.set_value("Posting Batch", name, "modified", long_ago, update_modified=False)
	batch.close_stopped()
	assert started == [name]
