/*
 * One function per kind of page, in the file of that name. Layer: render.
 *
 * Each sets the names that its template (templates/<kind>.html) asks for on
 * page->view; render/site.c says which template.
 */
#ifndef RENDER_PAGE_KINDS_H
#define RENDER_PAGE_KINDS_H

struct page;

void page_choice(struct page *page);
void page_home(struct page *page);
void page_money(struct page *page);
void page_dimension(struct page *page);
void page_code(struct page *page);
void page_programs(struct page *page);
void page_program(struct page *page);
void page_institutions(struct page *page);
void page_institution(struct page *page);
void page_body_kind(struct page *page);
void page_territories(struct page *page);
void page_territory(struct page *page);
void page_territory_level(struct page *page);
void page_plans(struct page *page);
void page_node(struct page *page);
void page_link(struct page *page);
void page_responsibles(struct page *page);
void page_indicators(struct page *page);
void page_indicator(struct page *page);
void page_commitments(struct page *page);
void page_status(struct page *page);
void page_commitment(struct page *page);
void page_commitment_lists(struct page *page);
void page_universe(struct page *page);
void page_registers(struct page *page);
void page_register(struct page *page);
void page_record(struct page *page);
void page_data(struct page *page);
void page_dictionary(struct page *page);
void page_quality(struct page *page);
void page_verify(struct page *page);
void page_reports(struct page *page);
void page_document(struct page *page);
void page_section(struct page *page);
void page_accountability(struct page *page);
void page_duties(struct page *page);
void page_scorecard(struct page *page);
void page_grades(struct page *page);
void page_forecasts(struct page *page);
void page_protections(struct page *page);
void page_codes(struct page *page);
void page_participation(struct page *page);
void page_hub(struct page *page);
void page_releases(struct page *page);
void page_changes(struct page *page);
void page_gone(struct page *page);
void page_index(struct page *page);
void page_search(struct page *page);
void page_not_found(struct page *page);

#endif
